"""What every question reads: the atlas, the engine for single pairs, and the language of the answer."""

from dataclasses import dataclass
from datetime import datetime

from iam_atlas.atlas import Atlas, beginning_of
from iam_atlas.exporters.remarks import every_remark
from iam_atlas.graph.access import Access
from iam_atlas.graph.inquiry import Inquiry, inquiry_of
from iam_atlas.wording.catalogues import translator_for
from iam_atlas.wording.translate import Translator


@dataclass(frozen=True, slots=True)
class Asker:
    """The analysed file and how to answer about it. `now` is the moment from which on requests are considered."""

    atlas: Atlas
    inquiry: Inquiry
    t: Translator
    now: datetime | None

    def remark(self, step: Access) -> str:
        """What must be said beside a step lest its answer be misread; empty for most."""
        return every_remark(step, self.atlas, self.t)


def asker_of(atlas: Atlas, language: str | None) -> Asker:
    """Ready to answer in `language`; without one in the first language of the site that there is, else English."""
    now = beginning_of(atlas.today)
    wanted = (language,) if language else atlas.landscape.site.languages
    return Asker(atlas, inquiry_of(atlas.landscape, atlas.halves, now), translator_for(wanted), now)

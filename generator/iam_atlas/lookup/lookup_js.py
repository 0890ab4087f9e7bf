"""The analysed atlas to docs/atlas/lookup.js: what the script of the pages looks things up in.

atlas.json holds the same facts for other programs. The script cannot read it: a page that was opened from disk may
not fetch files, only run scripts; the script must not word anything itself, since a sentence about access is made in
one place and tested there; and atlas.json says the same of every pair anew, which is four megabytes for five hundred
role copies. So this file is a script that hands over one value, in the reader's words, each said once: sentences leave
the names of caller and role open (`shown.CALLER`, `shown.ROLE`), and steps name them by their number.

The shape is described in docs/reference/atlas-json.md.
"""

from collections.abc import Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.graph.access import Access
from iam_atlas.lookup.closed import Prepare, closed, inquiry_into
from iam_atlas.lookup.records import records
from iam_atlas.lookup.script import script
from iam_atlas.lookup.sentences import Answer, Sentences
from iam_atlas.lookup.shown import SourceAddress, shown
from iam_atlas.lookup.things import Thing, all_things, id_of
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.wording.translate import Translator

VERSION = 1
"""Raised when a key changes its meaning or goes away."""


def lookup_js(
    atlas: Atlas,
    t: Translator,
    folds: Mapping[str, tuple[str, ...]],
    source_address: SourceAddress,
    prepare: Prepare | None = None,
) -> str:
    """The whole script. The same atlas gives the same text; what `site.redact` keeps back is not in it.

    `folds` maps the id of a card that stands for many to the ids of those; `source_address` gives the address of a
    place in the input, absolute or relative to the generated folder, None where there is none. `prepare` answers for
    pairs that the atlas does not list; None decides them as the atlas has it, which must not be one with stand-ins.
    """
    view = shown(atlas, t, source_address)
    things = all_things(view)
    numbers = {thing.ref: number for number, thing in enumerate(things)}
    sentences = Sentences(view)
    steps: list[Json] = [_step(step, numbers, sentences) for step in atlas.graph.steps if view.shows_step(step)]
    targets = [thing for thing in things if thing.ref.kind is RefKind.ROLE]
    unlisted = closed([*numbers], [thing.key for thing in targets], sentences, prepare or inquiry_into(atlas))
    parts: dict[str, Json] = {
        "version": VERSION,
        "things": records(things, view),
        "says": [*sentences.says.rows],
        "statements": [[words, address] for words, address in sentences.statements.rows],
        "reasons": [[said, [*cited]] for said, cited in sentences.reasons.rows],
        "steps": steps,
        "targets": [numbers[thing.ref] for thing in targets],
        "whys": [_why(why) for why in sentences.whys.rows],
        "rows": [[[*run] for run in row] for row in unlisted.rows],
        "closed": {str(numbers[ref]): row for ref, row in unlisted.of.items()},
        "folds": _folds(folds, things),
    }
    return script(parts)


def _step(step: Access, numbers: Mapping[Ref, int], sentences: Sentences) -> Json:
    answer, lasting, remark = sentences.told(step)
    return [
        numbers[step.caller],
        numbers[step.becomes],
        answer.state,
        answer.said,
        [*answer.reasons],
        lasting,
        [numbers[Ref(RefKind.GROUP, group)] for group in step.through],
        remark,
    ]


def _why(answer: Answer) -> Json:
    said: list[Json] = [answer.said, [*answer.reasons]]
    return [*said, answer.state] if answer.state else said


def _folds(folds: Mapping[str, tuple[str, ...]], things: tuple[Thing, ...]) -> Json:
    numbers = {id_of(thing): number for number, thing in enumerate(things)}
    return {card: [numbers[one] for one in ids if one in numbers] for card, ids in sorted(folds.items())}

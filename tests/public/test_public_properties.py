"""Whatever users, accounts and ExternalIds are called, nothing that the public reads is made of it."""

import re
from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from masked import for_the_public

from builders import a_grant, a_group, a_landscape, a_role, a_trust, a_user, a_vendor, an_account
from iam_atlas.atlas import analyse
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey
from iam_atlas.model.text import Text
from iam_atlas.pages.render import render_pages
from iam_atlas.public.guard import refuse_leaks
from iam_atlas.public.publication import publication
from iam_atlas.public.vocabulary import is_common
from iam_atlas.wording.translate import ENGLISH

IDS = st.text("0123456789", min_size=12, max_size=12)
NAMES = st.text("abcXYZ019_+=,.@-", min_size=1, max_size=20) | st.sampled_from(
    [
        "admin",
        "ops",
        "prod",
        "role",
        "Allow",
        "hardware",
        "may",
        "person-1",
        "person-2",
        "a.b@c.example",
        "jump",
        "user",
    ]
)
ADMIN = RoleKey("admin", "prod")
EXTERNAL_IDS = st.text("abcXYZ019_+=,.@:/-", min_size=2, max_size=20)


def an_organisation(names: list[str], ids: list[str], external_id: str) -> Landscape:
    """People of one group, in prose too, who become admin in prod, and a vendor who has to bring an ExternalId."""
    users = [a_user(name, groups=["ops"], line=line) for line, name in enumerate(names, 20)]
    watched = Require(external_id=external_id)
    return for_the_public(
        a_landscape(
            accounts=[an_account("jump", id=ids[0], kind=AccountKind.JUMP), an_account("prod", id=ids[1])],
            users=[replace(one, full_name=f"Mx {one.name} Long") for one in users],
            groups=[replace(a_group("ops"), about=replace(a_group("ops").about, notes=Text({"": f"{names} {ids}"})))],
            vendors=[replace(a_vendor("watchful", ids[2]), external_id=external_id)],
            roles=[a_role("admin"), a_role("watch", trust=[a_trust("vendor", "watchful", require=watched)])],
            grants=[a_grant("ops", "admin@prod"), a_grant(f"user:{names[0]}", "admin@prod")],
        )
    )


@settings(max_examples=20, phases=[Phase.generate])
@given(
    names=st.lists(NAMES, min_size=1, max_size=4, unique_by=str.lower),
    ids=st.lists(IDS, min_size=3, max_size=3, unique=True),
    external_id=EXTERNAL_IDS,
)
def test_no_name_id_or_external_id_survives(names: list[str], ids: list[str], external_id: str) -> None:
    atlas = analyse(an_organisation(names, ids, external_id), None)

    shown = publication(atlas, ENGLISH)

    pages = dict(render_pages(shown.atlas, {}, "en"))
    told = {
        **pages,
        "atlas.json": atlas_json(shown.atlas),
        "lookup.js": lookup_js(shown.atlas, ENGLISH, {}, lambda _: None, shown.prepare),
    }
    assert shown.guard is not None
    refuse_leaks(shown.guard, told)
    everything = "\n".join((*told, *told.values()))
    assert not [one for one in ids if re.search(f"(?<![0-9]){one}(?![0-9])", everything)]
    assert not [name for name in names if re.search(rf"user/{re.escape(name)}(?![\w+=,.@-])", everything)]
    assert is_common(external_id) or external_id in "\n".join(names) or external_id not in everything
    assert len(shown.atlas.landscape.users) == len(names)
    assert [step.decision.verdict for step in shown.atlas.graph.by_role[ADMIN]] == [
        step.decision.verdict for step in atlas.graph.by_role[ADMIN]
    ]

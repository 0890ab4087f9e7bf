"""Whatever stands in the file comes out as text: it ends neither the script nor a line, and takes no other's place."""

import json
from dataclasses import replace
from functools import cache

import pytest
from looking_up import look_up, script_of

from builders import a_document, a_grant, a_group, a_landscape, a_policy, a_provider, a_role, a_user, a_vendor
from iam_atlas.answers.asker import asker_of
from iam_atlas.answers.told import cited, state
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.exporters.remarks import parties
from iam_atlas.lookup.shown import tame
from iam_atlas.model.annotations import Annotations
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.text import Text
from iam_atlas.wording.decision import reasons, verdict
from node import run_node

CALLER, ROLE, GAPS = "\ue000", "\ue001", "\ue002\ue003\ue004"
NAMES = {
    "quotes": 'o\'brien "the" `x` \\',
    "end of a script": "</script><script>alert(1)</script><!--",
    "end of a line": "two\nlines\r\u2028and\u2029three",
    "places of names": f"{CALLER} becomes {ROLE}",
    "places of what things have for themselves": f"{GAPS} and {GAPS[0]}",
    "Japanese": "山田 太郎",
    "right to left": "\u202eevil\u202c שלום",
    "half a character": "a\ud800b",
    "control characters": "nul\x00 bell\x07",
    "gaps": "{caller} {0} %s ${aws:username}",
    "long": "x" * 200,
}


@cache
def an_atlas(name: str) -> Atlas:
    """A name in every place that takes one, in statements and in values of conditions too."""
    allow: dict[str, Json] = {
        "Sid": name,
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:RequestTag/" + name: name}},
    }
    deny: dict[str, Json] = {**allow, "Effect": "Deny", "Resource": "arn:aws:iam::444444444444:role/other"}
    everybody: dict[str, Json] = {"Sid": name, "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}
    about = Annotations(title=Text({"": name}), description=Text({"": name}), owner=name)
    landscape = a_landscape(
        users=[a_user(name, groups=[name]), a_user("bob", policies=[a_policy(name, deny)])],
        groups=[a_group(name, policies=[a_policy(name, allow)])],
        roles=[a_role(name, trust_policy=a_document(everybody)), a_role("other")],
        providers=[replace(a_provider(name, ProviderKind.SAML), about=about)],
        vendors=[replace(a_vendor(name, "999988887777"), about=about)],
        grants=[a_grant(f"group:{name}", f"{name}@prod")],
    )
    return analyse(landscape, None)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_things_have_their_name_with_what_acts_on_text_made_visible(name: str) -> None:
    found = look_up(an_atlas(name))

    assert found.thing(tame(name), "person")["title"] == tame(name)
    assert found.thing(tame(f"{name}@prod"), "role")["title"] == tame(name)
    assert ["Owner", tame(name)] in found.thing(tame(name), "vendor")["facts"]
    assert not set("\x00\x07\u202e" + CALLER + ROLE + GAPS) & set(str(found.value["things"]))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_steps_say_of_such_names_what_they_say_of_any(name: str) -> None:
    atlas = an_atlas(name)
    found, t = look_up(atlas), asker_of(atlas, "en").t

    assert len(found.value["steps"]) == len(atlas.graph.steps)
    for step, told in zip(atlas.graph.steps, found.value["steps"], strict=True):
        names = [found.value["things"][number]["name"] for number in told[:2]]
        assert found.said(told[3], *names) == tame(state(step, t))
        assert found.reasons(told[4], *names) == [
            (tame(one.words), [tame(words) for words in cited(one.statements, atlas, t)])
            for one in reasons(step.decision, parties(step), t)
        ]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_denial_names_who_is_denied_and_nobody_else(name: str) -> None:
    atlas = an_atlas(name)
    asker, found = asker_of(atlas, "en"), look_up(atlas)

    for caller in ("bob", name):
        ref = next(ref for ref in asker.inquiry.insiders if ref.name == caller and ref.kind.value == "user")
        key = next(copy.key for copy in atlas.landscape.role_copies() if copy.key.role == "other")
        step, number = asker.inquiry.step(ref, key), found.number(tame(caller), "person")
        row = [why for why, count in found.value["rows"][found.value["closed"][str(number)]] for _ in range(count)]
        why = found.value["whys"][row[found.value["targets"].index(found.number("other@prod"))]]
        assert step is not None
        assert found.said(why[0], tame(caller), "other@prod") == tame(verdict(step.decision, parties(step), asker.t))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_text_can_stand_in_a_page_and_in_a_file(name: str) -> None:
    script = script_of(an_atlas(name))

    assert "<" not in script
    assert "\u2028" not in script
    assert "\r" not in script
    assert script.encode().decode() == script


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_browser_reads_the_value_that_was_written(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    script = tmp_path_factory.mktemp("script") / "lookup.js"
    hears = (
        "globalThis.CustomEvent = class { constructor(type, more) { this.type = type; this.detail = more.detail } }\n"
    )
    hears += "globalThis.dispatchEvent = event => console.log(JSON.stringify([event.type, event.detail]))\n"
    script.write_text(hears + script_of(an_atlas(name)), encoding="utf-8")

    told = run_node(script)

    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == ["iam-atlas", look_up(an_atlas(name)).written]

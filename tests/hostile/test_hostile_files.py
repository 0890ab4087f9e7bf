"""What is written for the hostile organisation: names of files, drawings, data, navigation."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree

import pytest
import yaml
from svg_checks import scripts

from hostile.organisation import Hostile, text_of
from hostile.settling import HOSTILE
from iam_atlas import build
from iam_atlas.atlas import Atlas

_NAME = re.compile(r"[a-z0-9](?:[A-Za-z0-9_.-]*[a-z0-9_])?\Z|\.home\.md\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_ELEMENTS = frozenset(
    ("svg", "title", "desc", "defs", "symbol", "use", "g", "a", "rect", "path", "text", "tspan", "line", "circle")
)

_BEFORE, _AFTER = 'dispatchEvent(new CustomEvent("iam-atlas", {detail: {\n', "\n}}))\n"

Generated = tuple[Atlas, Mapping[str, bytes]]


@pytest.fixture(scope="module")
def files(generated: Generated) -> Mapping[str, bytes]:
    return generated[1]


def drawings(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, content in files.items():
        if path.endswith((".md", ".svg")):
            yield from ((path, found) for found in _SVG.findall(content.decode()))


def test_every_path_stays_below_the_generated_folder(files: Mapping[str, bytes]) -> None:
    assert {path.split("/")[0] for path in files} <= {"docs", "nav.generated.yml"}
    for path in files:
        assert ".." not in path.split("/") and not PureWindowsPath(path).drive and not path.startswith("/"), path


def test_every_part_of_a_path_is_a_name_on_every_system(files: Mapping[str, bytes]) -> None:
    strange = {part for path in files for part in path.split("/") if not _NAME.match(part) or _RESERVED.match(part)}

    assert strange == set()


def test_no_two_paths_are_one_where_case_and_normal_form_are_ignored(files: Mapping[str, bytes]) -> None:
    folded = Counter(unicodedata.normalize("NFKC", path).casefold() for path in files)

    assert [path for path, count in folded.items() if count > 1] == []
    assert len(files) > 180


def test_a_run_writes_nothing_beside_its_folder(organisation: Hostile, tmp_path: Path) -> None:
    project = tmp_path / "above" / "project"
    project.mkdir(parents=True)
    (project / "accounts.yaml").write_text(text_of(organisation.template, HOSTILE), encoding="utf-8")

    build.generate(project / "accounts.yaml")

    assert [path.name for path in tmp_path.iterdir()] == ["above"]
    assert [path.name for path in project.parent.iterdir()] == ["project"]
    assert {path.name for path in project.iterdir()} == {"accounts.yaml", "docs", "nav.generated.yml", ".iam-atlas"}


def test_every_drawing_is_xml_in_which_nothing_runs_or_leads_away(files: Mapping[str, bytes]) -> None:
    found = list(drawings(files))

    assert len(found) > 130
    for path, drawing in found:
        assert scripts(drawing) == [], path
        assert {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawing).iter()} <= _ELEMENTS, path


def test_every_page_opens_with_front_matter_of_known_keys(files: Mapping[str, bytes]) -> None:
    keys = Counter[str]()
    for path, content in files.items():
        if path.endswith(".md") and not path.endswith("/.home.md"):
            _, head, _ = content.decode().split("---\n", 2)
            keys.update(yaml.safe_load(head).keys())

    assert set(keys) <= {"title", "description", "generated", "search", "hide", "atlas"}


def test_the_navigation_is_plain_yaml_of_texts_lists_and_maps(files: Mapping[str, bytes]) -> None:
    text = files["nav.generated.yml"].decode()

    tokens = {type(token) for token in yaml.scan(text)}
    assert not tokens & {yaml.TagToken, yaml.AnchorToken, yaml.AliasToken, yaml.DirectiveToken}
    navigation = yaml.safe_load(text)
    assert set(navigation) <= {"site_name", "theme", "nav", "not_in_nav", "extra", "exclude_docs"}
    assert set(_pages(navigation["nav"])) <= {path.removeprefix("docs/") for path in files} | {"index.md"}


def _pages(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    for value in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from _pages(value)


@pytest.mark.parametrize("name", ["atlas.json", "lookup.js"])
def test_data_parses_and_ends_no_script(name: str, files: Mapping[str, bytes]) -> None:
    text = files[f"docs/atlas/{name}"].decode()

    assert "</script" not in text.lower() and "<!--" not in text
    assert "\u2028" not in text and "\u2029" not in text
    assert json.loads("{" + text.partition(_BEFORE)[2].removesuffix(_AFTER) + "}" if name == "lookup.js" else text)

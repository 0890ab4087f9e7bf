"""The published JSON Schema: fresh, well formed, and of one opinion with the loader wherever it can see."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from iam_atlas.load.json_schema import as_text, json_schema
from iam_atlas.load.node import Findings, Mapping, Node, Scalar
from iam_atlas.load.reader import read_yaml

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases" / "shape"
PUBLISHED = ROOT / "schema" / "accounts.v1.schema.json"
GOOD = sorted((CASES / "ok").glob("*.yaml"))

READS_NOTHING = "the file has no map that could be held against a schema"
SEEN_BY_THE_PARSER_ONLY = "a schema sees the value after the parser, which took this out or resolved it"
ONLY_THE_LOADER_SEES = {
    "alias_bomb": READS_NOTHING,
    "control_character": READS_NOTHING,
    "cyclic_alias": READS_NOTHING,
    "line_separator": READS_NOTHING,
    "long_unknown_alias": READS_NOTHING,
    "only_a_comment": READS_NOTHING,
    "syntax_at_sign": READS_NOTHING,
    "syntax_colon_in_text": READS_NOTHING,
    "syntax_indentation": READS_NOTHING,
    "syntax_missing_colon": READS_NOTHING,
    "syntax_star": READS_NOTHING,
    "syntax_tab": READS_NOTHING,
    "syntax_unclosed_list": READS_NOTHING,
    "syntax_unclosed_map": READS_NOTHING,
    "syntax_unclosed_quote": READS_NOTHING,
    "too_deep": READS_NOTHING,
    "two_documents": READS_NOTHING,
    "unknown_alias": READS_NOTHING,
    "duplicate_key": SEEN_BY_THE_PARSER_ONLY,
    "duplicate_section": SEEN_BY_THE_PARSER_ONLY,
    "merge_key": SEEN_BY_THE_PARSER_ONLY,
    "yaml_python_tag": SEEN_BY_THE_PARSER_ONLY,
    "version_missing": "an included file needs no version, and one schema serves both",
    "version_one_point_zero": "JSON has one kind of number: 1.0 is 1",
    "flag_capital_true": "an editor's parser reads True as true",
    "duration_leading_zero": "an editor's parser reads 0900 as 900",
    "date_impossible_day": "a pattern does not know how long February is",
}


def _value(node: Node) -> object:
    """What an editor's YAML 1.2 parser makes of a node."""
    if isinstance(node, Mapping):
        return {key.text: _value(value) for key, value in node.entries}
    if not isinstance(node, Scalar):
        return [_value(item) for item in node.items]
    return _scalar_value(node.text) if node.plain else node.text


def _scalar_value(text: str) -> object:
    if text.lower() in {"", "~", "null"}:
        return None
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return int(text, 0) if re.fullmatch(r"0x[0-9a-fA-F]+|0o[0-7]+", text) else text


def _schema_accepts(path: Path) -> bool:
    node = read_yaml(path.read_bytes(), path.name, Findings())
    return node is not None and Draft7Validator(json_schema()).is_valid(_value(node))


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(CASES.glob("*.yaml")) if path.stem not in ONLY_THE_LOADER_SEES],
    ids=lambda path: path.stem,
)
def test_the_schema_refuses_what_the_loader_refuses(path: Path) -> None:
    accepted = _schema_accepts(path)

    assert not accepted


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_schema_accepts_what_the_loader_accepts(path: Path) -> None:
    accepted = _schema_accepts(path)

    assert accepted


@pytest.mark.parametrize("name", sorted(ONLY_THE_LOADER_SEES))
def test_every_exception_is_still_one(name: str) -> None:
    path = CASES / f"{name}.yaml"

    node = read_yaml(path.read_bytes(), path.name, Findings())

    if ONLY_THE_LOADER_SEES[name] == READS_NOTHING:
        assert node is None
    else:
        assert _schema_accepts(path)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "organisations").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_schema_accepts_every_organisation_of_this_repository(path: Path) -> None:
    accepted = _schema_accepts(path)

    assert accepted


def test_the_published_file_is_fresh() -> None:
    published = PUBLISHED.read_text(encoding="utf-8")

    assert published == as_text(), "refresh it: python -m iam_atlas.load.json_schema > schema/accounts.v1.schema.json"


def test_the_schema_is_well_formed_draft_07() -> None:
    schema = json_schema()

    Draft7Validator.check_schema(schema)

    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_every_field_has_a_description_and_no_union_is_an_any_of_types() -> None:
    lacking: list[str] = []
    unions: list[str] = []

    def walk(schema: object, path: str) -> None:
        if isinstance(schema, list):
            for number, part in enumerate(schema):
                walk(part, f"{path}[{number}]")
        if not isinstance(schema, dict):
            return
        for key, part in schema.items():
            if key == "properties":
                lacking.extend(f"{path}.{name}" for name, field in part.items() if "description" not in field)
            if key == "anyOf" and any(set(choice) != {"required"} for choice in part):
                unions.append(path)
            walk(part, f"{path}.{key}")

    walk(json_schema(), "")

    assert lacking == []
    assert unions == []

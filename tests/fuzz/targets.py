"""Everything that reads somebody's text, each with a strategy for its input. Only refusals are allowed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from hypothesis import strategies as st

from builders import REPOSITORY
from fuzz.mutating import TEXTS, Json, as_json, changed, changed_text
from fuzz.samples import CASES, DOCUMENT, DUMP, ORGANIZATION, STATE
from hostile.organisation import base
from hostile.writing import written
from iam_atlas import transfer
from iam_atlas.atlas import analyse
from iam_atlas.errors import InputError
from iam_atlas.exporters import FOLDERS
from iam_atlas.exporters import TEXTS as EXPORTS
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.exporters.showing import showing
from iam_atlas.iam import arn
from iam_atlas.iam.conditions import canonical_operator, parse_operator
from iam_atlas.iam.glob import glob_matches, parse_glob
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.report import as_github, as_text
from iam_atlas.load.report import as_json as problems_as_json
from iam_atlas.making import Run, site_of
from iam_atlas.simulate.answer import answer
from iam_atlas.wording.translate import ENGLISH

_REFERENCE = (REPOSITORY / "accounts.yaml").read_text(encoding="utf-8")
_WITH_DOCUMENT = (
    'version: 1\naccounts: { jump: { id: "111111111111", kind: jump } }\npolicies: { p: p.json }\n'
    "users: { u: { policies: [p] } }\nroles: { r: { accounts: [jump], policies: [p], trust_policy: t.json } }\n"
    "guardrails: { s: { kind: scp, attach: [jump], document: p.json } }\n"
)


@dataclass(frozen=True, slots=True)
class Target:
    """`run` reads what `given` makes, in a folder that is empty but for what it writes."""

    given: st.SearchStrategy[Any]
    run: Callable[[Path, Any], None]


def _load(folder: Path, text: str) -> None:
    """Read and analyse; what was refused must be told in every format."""
    file = folder / "accounts.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        atlas = analyse(load_landscape(file), None)
    except InputError as error:
        assert error.problems
        for told in (as_text, problems_as_json, as_github):
            told(error.problems).encode()
        return
    json.loads(atlas_json(atlas))


def _load_data(folder: Path, value: Json) -> None:
    _load(folder, written(cast("dict[str, Any]", value)).text if isinstance(value, dict) else as_json(value))


def _load_document(folder: Path, texts: tuple[str, str]) -> None:
    for name, text in zip(("p.json", "t.json"), texts, strict=True):
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    _load(folder, _WITH_DOCUMENT)


def _write_site(folder: Path, value: Json) -> None:
    """All pages and all exports of what the loader takes."""
    file = folder / "accounts.yaml"
    file.write_text(written(cast("dict[str, Any]", value)).text if isinstance(value, dict) else "", encoding="utf-8")
    try:
        atlas = site_of(Run(file)).ground.atlas
    except InputError:
        return
    shown = showing(atlas, ENGLISH)
    for text in EXPORTS.values():
        text(shown, None).encode()
    for texts in FOLDERS.values():
        texts(shown, None)


def _import(source: str) -> Callable[[Path, str], None]:
    def run(folder: Path, text: str) -> None:
        file = folder / "dump.json"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        alone = [file] if source == "organizations" else []
        try:
            transfer.import_files(source, [] if alone else [file], alone, ENGLISH)
        except InputError as error:
            assert error.problems

    return run


def _arns(_: Path, text: str) -> None:
    """Whatever looks at an ARN says what it is, or that it is none."""
    found = (arn.parse_arn, arn.account_of, arn.session_parts, arn.role_name)
    asked = (arn.is_account_id, arn.is_unique_id, arn.is_service_principal, arn.is_account_root)
    for read in (*found, *asked):
        read(text)
    assert glob_matches(parse_glob("*"), text)
    glob_matches(parse_glob(text), text)
    parse_operator(text)
    canonical_operator(text)


def _simulate(_: Path, line: str) -> None:
    told = answer(line.encode("utf-8", "surrogatepass"))
    assert json.loads(told.text)["verdict"]


_PART = TEXTS | st.sampled_from(
    ("arn", "aws", "iam", "sts", "", "*", "111111111111", "role/a/b", "assumed-role/r/s", "root")
)
_DOCUMENTS = changed(DOCUMENT).map(as_json) | changed_text(as_json(DOCUMENT))


def _dumps(sample: Json) -> st.SearchStrategy[str]:
    return changed(sample).map(as_json) | changed_text(as_json(sample))


TARGETS: Mapping[str, Target] = {
    "accounts.yaml as data": Target(changed(cast("Json", base())), _load_data),
    "accounts.yaml as text": Target(changed_text(_REFERENCE) | changed_text(written(base()).text), _load),
    "policy documents": Target(st.tuples(_DOCUMENTS, _DOCUMENTS), _load_document),
    "pages and exports": Target(changed(cast("Json", base())), _write_site),
    "ARNs, patterns, operators": Target(st.lists(_PART, max_size=7).map(":".join) | TEXTS, _arns),
    "simulate": Target(st.sampled_from(CASES).flatmap(_dumps), _simulate),
    "import auth-details": Target(_dumps(DUMP), _import("auth-details")),
    "import organizations": Target(_dumps(ORGANIZATION), _import("organizations")),
    "import terraform": Target(_dumps(STATE), _import("terraform")),
}

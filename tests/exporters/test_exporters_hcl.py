"""Values in Terraform's language: read back by a parser that is not ours, and laid out as Terraform itself does."""

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import hcl2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from terraforming import evaluated

from iam_atlas.exporters.hcl import Encoded, Raw, Value, block, label, reference, resource
from iam_atlas.model.policies import Json

TERRAFORM = shutil.which("terraform")
needs_terraform = pytest.mark.skipif(TERRAFORM is None, reason="terraform is not on this machine")
SIGNS = "a1 $%{}\"'\\\n\r\t\x00\x1b\x7f<>&#/*本é👨\u2028-_:."
TEXTS = st.text(SIGNS, max_size=12).filter(lambda text: not re.search(r"[$%]\{[^}]*\Z", text))
"""What begins like a template and does not end is beyond the parser; Terraform itself is asked about that below."""


def read(lines: list[str]) -> Any:
    return evaluated(hcl2.loads("\n".join(lines) + "\n"))


def read_value(value: Value) -> Any:
    (found,) = read(resource("a", "b", [("value", value)]))["resource"]
    return found["a"]["b"]["value"]


@given(TEXTS)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    assert read_value(text) == text


TEMPLATES = ["${aws:username}", "%{ if true }", "$${x}", "$$${x}", "%%{x}", "$", "%", "a$"]
UNENDED = ["${", "%{", "$${", "a${b", "${a}${"]


@pytest.mark.parametrize("text", TEMPLATES)
def test_no_text_is_a_template(text: str) -> None:
    assert read_value(text) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS.filter(bool), JSON, max_size=3))
def test_a_document_is_read_back_as_it_was(document: dict[str, Json]) -> None:
    assert read_value(Encoded(document)) == document


@given(st.lists(st.text(SIGNS, min_size=1, max_size=8), min_size=1, max_size=8, unique=True))
def test_no_two_names_have_one_label_and_every_label_is_an_identifier(names: list[str]) -> None:
    labels = [label(name) for name in names] + [label("role", name) for name in names]

    assert len(set(labels)) == len(labels)
    assert all(one.isascii() and one.replace("-", "_").isidentifier() for one in labels)


def test_labels_of_several_names_do_not_run_into_one_another() -> None:
    assert len({label("a", "b-c"), label("a-b", "c"), label("a", "b", "c"), label("a-b-c")}) == 4


def test_what_is_none_is_left_out_and_a_reference_stands_bare() -> None:
    lines = resource("aws_iam_user", "a", [("name", "a"), ("path", None), ("boundary", Raw("x.y.arn"))])

    assert lines == ['resource "aws_iam_user" "a" {', '  name     = "a"', "  boundary = x.y.arn", "}"]
    assert reference("x", "y", "arn") == Raw("x.y.arn")


LAID_OUT: list[tuple[str, Value]] = [
    ("short", "a"),
    ("much_longer", 7),
    ("document", Encoded({"Version": "2012-10-17", "Statement": [{"Sid": "a", "aws:x": ["a", "b"]}, {}], "for": []})),
    ("after", True),
    ("names", ["a" * 30, "b" * 30, "c" * 30]),
    ("nothing", {}),
    ("map", {"a": "1", "bcd": "2"}),
]


@needs_terraform
def test_terraform_itself_would_lay_it_out_the_same(tmp_path: Path) -> None:
    text = "\n".join([*resource("a", "b", LAID_OUT), "", *block("terraform", [], block("backend", [("x", 1)]))]) + "\n"
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")

    done = subprocess.run(
        [str(TERRAFORM), "fmt", "-check", "-diff", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"CHECKPOINT_DISABLE": "1"},
    )

    assert (done.stdout, done.returncode) == ("", 0)


@needs_terraform
def test_terraform_itself_reads_every_text_as_it_was(tmp_path: Path) -> None:
    texts = [*TEMPLATES, *UNENDED, *(f"x{sign}y" for sign in SIGNS if sign != "\x00")]
    lines = [line.split(" = ", 1)[1] for text in texts for line in resource("a", "b", [("v", text)])[1:-1]]

    done = subprocess.run(
        [str(TERRAFORM), "console"],
        input=f"base64encode(jsonencode([{', '.join(lines)}]))\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"CHECKPOINT_DISABLE": "1"},
    )

    assert json.loads(base64.b64decode(json.loads(done.stdout))) == texts

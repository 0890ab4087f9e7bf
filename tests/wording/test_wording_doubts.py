"""What the engine leaves undecided, in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import iam_atlas
from iam_atlas.iam.question import CallerKind
from iam_atlas.model.annotations import Status
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.doubts import DOUBTS, REASONS, WORDS, doubt_in_words
from iam_atlas.wording.translate import ENGLISH

_ROOT = Path(iam_atlas.__file__).parent
_ENGINE = (*sorted((_ROOT / "iam").glob("*.py")), *sorted((_ROOT / "graph").glob("*.py")))
_GAP = "{}"
_DOUBTING = ("about", "doubt", "Unknown")

SAID = {
    "an operator": ('the condition operator "StringSounds"', "条件演算子「StringSounds」"),
    "a refused statement": (
        'statement "1" of "team" is invalid: Effect must be "Allow" or "Deny", not \'allow\'',
        "「team」のステートメント「1」が無効 "
        '(Effect に指定できるのは "Allow" または "Deny" のみで、\'allow\' は指定できない)',
    ),
    "a refused statement whose policy is not named": (
        'statement "a" is invalid: Resource is missing',
        "ステートメント「a」が無効 (Resource がない)",
    ),
    "a policy": (
        'the policy "Mystery", whose document is not at hand',
        "ポリシー「Mystery」(ドキュメントが手元にない)",
    ),
    "a boundary": (
        'the permissions boundary "Fence", whose document is not at hand',
        "アクセス許可の境界「Fence」(ドキュメントが手元にない)",
    ),
    "a service behind a star": (
        'whether the principal "*" means a service',
        'プリンシパル "*" が AWS サービスを含むかどうか',
    ),
    "a provider behind a star": (
        'whether the principal "*" means a saml',
        'プリンシパル "*" が SAML のユーザーを含むかどうか',
    ),
    "a closed account": (
        "account old is closed, so its policies decide nothing",
        "アカウント old は閉鎖済みのため、そのポリシーは何も決定しない",
    ),
    "a variable": (
        'the policy variable in the resource "arn:aws:iam::1:role/${aws:username}-*"',
        "リソース「arn:aws:iam::1:role/${aws:username}-*」のポリシー変数",
    ),
    "a load": (
        "some sessions of ci@tools bring a source identity along, which needs sts:SetSourceIdentity here; "
        "others do not",
        "ci@tools のセッションにはソース ID を引き継ぐものと引き継がないものがあり、"
        "引き継ぐ場合はここで sts:SetSourceIdentity の許可が必要",
    ),
    "two loads": (
        "some sessions of ci@tools bring a source identity or transitive session tags along, which needs "
        "sts:SetSourceIdentity or sts:TagSession here; others do not",
        "ci@tools のセッションにはソース ID または推移的なセッションタグを引き継ぐものと引き継がないものがあり、"
        "引き継ぐ場合はここで sts:SetSourceIdentity または sts:TagSession の許可が必要",
    ),
    "an operator on an absent key": (
        "whether ForAnyValue:StringEqualsIfExists holds where aws:TagKeys is absent: AWS's pages disagree",
        "aws:TagKeys がリクエストにない場合に ForAnyValue:StringEqualsIfExists が成立するかどうか "
        "(AWS のドキュメントの記述が一致していない)",
    ),
    "a name with braces": ('the condition operator "{reason}"', "条件演算子「{reason}」"),
    "something new": ("AWS's pages disagree on boundaries", "AWS's pages disagree on boundaries"),
}


@pytest.mark.parametrize(("english", "japanese"), SAID.values(), ids=SAID.keys())
def test_a_doubt_is_said_in_the_language_and_stays_itself_in_english(english: str, japanese: str) -> None:
    assert doubt_in_words(english, translator("ja")) == japanese
    assert doubt_in_words(english, ENGLISH) == english


@pytest.mark.parametrize(("name", "known"), [*((call, DOUBTS) for call in _DOUBTING), ("Fault", REASONS)])
def test_every_doubt_and_fault_that_the_engine_can_name_has_words(name: str, known: tuple[str, ...]) -> None:
    """A sentence that is new in the engine belongs into `wording/doubts.py` and, by the script, into the catalogue."""
    written = set(_sentences_given_to(name))

    assert written
    assert written - {_shape(sentence) for sentence in known} == set()


def test_no_words_are_kept_for_a_doubt_that_the_engine_no_longer_has() -> None:
    written = {shape for name in (*_DOUBTING, "Fault") for shape in _sentences_given_to(name)}

    assert {_shape(sentence) for sentence in (*DOUBTS, *REASONS)} - written == set()


def test_the_engines_names_of_callers_and_states_have_words() -> None:
    callers = (CallerKind.SERVICE, CallerKind.SAML, CallerKind.WEB_IDENTITY)

    assert {kind.value for kind in (*callers, Status.CLOSED, Status.SUSPENDED)} <= set(WORDS)


def _sentences_given_to(name: str) -> Iterator[str]:
    """The literals that calls of `name` in the engine are handed, directly or by a name of the same module."""
    for path in _ENGINE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) == name:
                for argument in node.args:
                    yield from (shape for shape in _literals(argument, tree, ()) if " " in shape.strip("{}"))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _literals(node: ast.expr, tree: ast.Module, seen: tuple[str, ...]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else _GAP for part in parts)
        case ast.Call(func=ast.Name(id="said"), args=[ast.Constant(value=str() as text), *_]):
            yield _shape(text)
        case ast.ListComp(elt=element):
            yield from _literals(element, tree, seen)
        case ast.Name(id=name) if name not in seen:
            for value in _values_of(name, tree):
                yield from _literals(value, tree, (*seen, name))


def _values_of(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            yield node.value
        if isinstance(node, ast.comprehension) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield node.iter


def _shape(sentence: str) -> str:
    return re.sub(r"\{\w+\}", _GAP, sentence)

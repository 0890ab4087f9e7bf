"""What a function gave for an object is remembered for that object, and for no other that is equal to it."""

import pytest

from iam_atlas.model import identity
from iam_atlas.model.identity import ByIdentity, forget_all


def test_each_object_is_looked_at_once() -> None:
    looked: list[list[int]] = []

    def counted(value: list[int]) -> int:
        looked.append(value)
        return len(value)

    length, one, equal = ByIdentity(counted), [1], [1]

    assert (length(one), length(one), length(equal)) == (1, 1, 1)
    assert looked == [one, equal]


def test_it_does_not_remember_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_MOST", 3)
    length = ByIdentity[str, int](len)

    for number in range(20):
        length(f"text {number}")

    assert len(length._known) <= 3


def test_what_is_forgotten_is_looked_at_again() -> None:
    looked: list[str] = []
    length, text = ByIdentity[str, None](looked.append), "text"

    length(text)
    forget_all()
    length(text)

    assert looked == [text, text]

"""What the last versions of a file changed, read from a repository."""

from pathlib import Path

from changing import BASE, edited
from iam_atlas.changes.past import Past
from iam_atlas.versions import load_atlas, past_of
from repositories import a_repository, commit

MORE = edited([("alice: [developers]", "alice: [developers, operators]")])
OTHER_TEXT = edited([("alice: [developers]", "alice: [ developers ]")])


def past(root: Path, most: int = 10) -> list[str]:
    """A line a version: its subject, and who gained or lost what."""
    file = root / "accounts.yaml"
    return [told(one) for one in past_of(file, load_atlas(file, None), None, most)]


def told(one: Past) -> str:
    subject = one.commit.subject if one.commit else "not committed"
    if one.changes is None:
        return f"{subject}: {'broken' if one.is_broken else 'first'}"
    return ", ".join((f"{subject}:", *(f"{x.kind.value} {x.who.name} {x.role}" for x in one.changes.access)))


def test_each_version_is_compared_with_the_one_before(tmp_path: Path) -> None:
    root = a_repository(tmp_path)
    commit(root, {"accounts.yaml": BASE}, "First")
    commit(root, {"accounts.yaml": OTHER_TEXT}, "Spaces")
    commit(root, {"accounts.yaml": MORE}, "More")

    gained = "gained alice hub@dev, gained alice operator@prod"
    assert past(root) == [f"More:, {gained}", "Spaces:", "First: first"]
    assert past(root, most=2) == [f"More:, {gained}", "Spaces:"]


def test_what_is_not_committed_comes_first(tmp_path: Path) -> None:
    root = a_repository(tmp_path)
    commit(root, {"accounts.yaml": MORE}, "First")
    (root / "accounts.yaml").write_text(BASE)

    assert past(root) == ["not committed:, lost alice hub@dev, lost alice operator@prod", "First: first"]


def test_a_version_that_is_not_valid_is_left_out_and_nothing_it_changed_is_lost(tmp_path: Path) -> None:
    root = a_repository(tmp_path)
    commit(root, {"accounts.yaml": BASE}, "First")
    commit(root, {"accounts.yaml": MORE.replace("version: 1", "version: 9")}, "Broken")
    commit(root, {"accounts.yaml": MORE}, "Mended")

    assert past(root) == [
        "Mended:, gained alice hub@dev, gained alice operator@prod",
        "Broken: broken",
        "First: first",
    ]


def test_without_a_repository_there_is_no_past(tmp_path: Path) -> None:
    (tmp_path / "accounts.yaml").write_text(BASE)

    assert past(tmp_path) == []

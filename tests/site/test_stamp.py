import pytest

from iam_atlas.site.stamp import MARKER, is_marked, stamped


def test_a_page_is_marked_inside_its_front_matter_and_says_that_it_is_generated() -> None:
    page = stamped("docs/atlas/a.md", "---\ntitle: A\n---\n\n# A\n")

    assert page.startswith("---\n# " + MARKER)
    assert "generated: true\ntitle: A\n---\n\n# A\n" in page


def test_a_page_without_front_matter_gets_one() -> None:
    page = stamped("docs/atlas/a.md", "# A\n")

    assert page.endswith("generated: true\n---\n\n# A\n")


def test_what_a_page_says_already_is_not_said_twice() -> None:
    page = stamped("docs/atlas/a.md", "---\ngenerated: true\n---\ngenerated: true\n")

    assert page.count("generated: true") == 2


def test_the_home_fragment_has_no_front_matter_because_another_page_takes_it_in() -> None:
    assert stamped("docs/atlas/.home.md", "# Home\n").startswith(f"<!-- {MARKER}")


@pytest.mark.parametrize("path", ["docs/atlas/a.md", "docs/atlas/.home.md", "a.css", "a.js", "nav.generated.yml"])
def test_every_stamped_text_is_recognised_and_the_same_text_unstamped_is_not(path: str) -> None:
    assert is_marked(path, stamped(path, "words\n").encode())
    assert not is_marked(path, b"words\n")


def test_kinds_of_files_that_have_no_comments_need_no_marker() -> None:
    assert stamped("docs/atlas/atlas.json", "{}") == "{}"
    assert is_marked("docs/atlas/atlas.json", b"{}")

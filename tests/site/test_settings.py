from pathlib import Path

import pytest

from iam_atlas.errors import OutputError, Position
from iam_atlas.site.settings import commit_links, source_links

PLACE = Position("roles/a b.yaml", 42, 7)


def test_the_pattern_of_the_configuration_gives_the_address_of_a_line(tmp_path: Path) -> None:
    configure(tmp_path, "extra:\n  source_url: https://git.example.com/x/blob/main/{file}#L{line}\n")

    assert source_links(tmp_path)(PLACE) == "https://git.example.com/x/blob/main/roles/a%20b.yaml#L42"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "extra: {}",
        "extra: [a]",
        "- a",
        "extra: {source_url: [a]}",
        'extra: {source_url: "javascript:alert(1)//{line}"}',
    ],
)
def test_without_a_web_address_nothing_is_linked(text: str, tmp_path: Path) -> None:
    configure(tmp_path, text)

    assert source_links(tmp_path)(PLACE) is None


def test_without_a_configuration_nothing_is_linked(tmp_path: Path) -> None:
    assert source_links(tmp_path)(PLACE) is None


def test_tags_that_only_mkdocs_knows_do_no_harm(tmp_path: Path) -> None:
    configure(tmp_path, "site_name: !ENV NAME\nextra: {source_url: 'https://x.example/{file}'}\n")

    assert source_links(tmp_path)(PLACE) == "https://x.example/roles/a%20b.yaml"


def test_a_broken_configuration_is_named(tmp_path: Path) -> None:
    configure(tmp_path, "extra: [")

    with pytest.raises(OutputError, match=r"mkdocs\.yml cannot be read"):
        source_links(tmp_path)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("repo_url: https://github.com/me/accounts/", "https://github.com/me/accounts/commit/abc"),
        ("repo_url: https://gitlab.com/me/accounts", "https://gitlab.com/me/accounts/-/commit/abc"),
        ("repo_url: https://git.example.com/me/accounts", None),
        ("extra: { commit_url: 'https://git.example.com/c/{commit}' }", "https://git.example.com/c/abc"),
        (
            "extra: { commit_url: 'https://a.example/{commit}' }\nrepo_url: https://github.com/me/x",
            "https://a.example/abc",
        ),
        ("", None),
    ],
)
def test_a_commit_has_an_address_where_the_configuration_tells_its_host(
    text: str, address: str | None, tmp_path: Path
) -> None:
    configure(tmp_path, text)

    assert commit_links(tmp_path)("abc") == address


def test_the_public_is_led_to_no_repository(tmp_path: Path) -> None:
    configure(tmp_path, "extra: {source_url: 'https://x.example/{file}'}\n")

    assert source_links(tmp_path, public=True)(PLACE) is None
    assert source_links(tmp_path)(PLACE) is not None


def configure(root: Path, text: str) -> None:
    (root / "mkdocs.yml").write_text(text)

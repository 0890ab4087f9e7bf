from pathlib import Path

import pytest
import yaml

from iam_atlas.site.alternatives import Alternative
from iam_atlas.site.beside import configuration_beside
from iam_atlas.site.navigation import Entry, Group, Navigation
from iam_atlas.site.trees import Tree
from iam_atlas.wording.catalogues import translator

JAPANESE = Tree("ja", "ja/")
SWITCH = (Alternative("English", "en", "../", ("a.html",)),)
NAVIGATION = Navigation("サイト", "ja", (Entry("ホーム", "index.md"), Group("人", (Entry("", "a.md"),))), SWITCH)
LIGHT = "Light colours. Switch to dark"


def test_it_is_a_whole_configuration_with_folders_and_navigation_of_its_own(tmp_path: Path) -> None:
    said = beside(tmp_path, "INHERIT: nav.generated.yml\nstrict: true\ntheme: {name: material}\nplugins: [search]\n")

    assert said == {
        "strict": True,
        "theme": {"name": "material", "language": "ja"},
        "plugins": ["search"],
        "docs_dir": "docs/ja",
        "site_dir": "site/ja",
        "site_name": "サイト",
        "extra": {"alternate": [{"name": "English", "link": "../", "lang": "en", "pages": ["a.html"]}]},
        "nav": [{"ホーム": "index.md"}, {"人": ["a.md"]}],
        "not_in_nav": "/atlas/**",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("site_dir: public/", {"site_dir": "public/ja"}, id="another folder"),
        pytest.param("site_url: https://x.example/a", {"site_url": "https://x.example/a/ja/"}, id="an address"),
        pytest.param("edit_uri: edit/main/docs/", {"edit_uri": "edit/main/docs/ja/"}, id="pages to edit"),
        pytest.param("edit_uri: blob/main/x", {"edit_uri": "blob/main/x"}, id="pages to edit that are kept elsewhere"),
        pytest.param("site_name: Ours", {"site_name": "Ours"}, id="a name"),
        pytest.param("theme: {language: en}", {"theme": {"language": "ja"}}, id="the language of the first tree"),
        pytest.param("theme: x", {"theme": {"name": "x", "language": "ja"}}, id="a theme without settings"),
        pytest.param("nav: [x.md]", {"nav": [{"ホーム": "index.md"}, {"人": ["a.md"]}]}, id="a navigation"),
    ],
)
def test_what_mkdocs_yml_says_of_the_first_tree_is_turned_to_this_one(
    text: str, expected: dict[str, object], tmp_path: Path
) -> None:
    assert {key: value for key, value in beside(tmp_path, text).items() if key in expected} == expected


def test_an_address_that_only_mkdocs_can_read_is_left_out_and_other_tags_stay(tmp_path: Path) -> None:
    text = written(tmp_path, "site_url: !ENV ADDRESS\ncopyright: !ENV OWNER\n")

    assert "site_url" not in text
    assert "copyright: !ENV 'OWNER'" in text


def test_our_own_names_of_colour_schemes_are_said_in_the_language_and_those_of_others_stay(tmp_path: Path) -> None:
    palette = f"[{{toggle: {{icon: a, name: {LIGHT}}}}}, {{toggle: {{name: Night}}}}, {{scheme: slate}}]"

    said = beside(tmp_path, f"theme: {{palette: {palette}}}")

    schemes = [{"toggle": {"icon": "a", "name": translator("ja")(LIGHT)}}, {"toggle": {"name": "Night"}}]
    assert said["theme"] == {"palette": [*schemes, {"scheme": "slate"}], "language": "ja"}


def test_a_chain_of_configurations_of_the_teams_own_is_kept(tmp_path: Path) -> None:
    assert beside(tmp_path, "INHERIT: base.yml")["INHERIT"] == "base.yml"


def beside(root: Path, text: str) -> dict[str, object]:
    said = yaml.safe_load(written(root, text))
    assert isinstance(said, dict)
    return said


def written(root: Path, text: str) -> str:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return configuration_beside(root, JAPANESE, NAVIGATION, translator("ja"))

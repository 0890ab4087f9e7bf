from iam_atlas.site.alternatives import alternatives, elsewhere
from iam_atlas.site.trees import Tree, trees_of

ENGLISH, JAPANESE = trees_of(["en", "ja"])


def test_a_site_in_one_language_has_no_switch() -> None:
    assert alternatives(ENGLISH, {ENGLISH: ["a.md"]}) == ()


def test_each_tree_leads_to_all_languages_itself_among_them() -> None:
    own: dict[Tree, list[str]] = {ENGLISH: [], JAPANESE: []}

    assert [(one.name, one.link) for one in alternatives(ENGLISH, own)] == [("English", ""), ("日本語", "ja/")]
    assert [(one.name, one.link) for one in alternatives(JAPANESE, own)] == [("English", "../"), ("日本語", "../ja/")]


def test_the_switch_stays_on_own_pages_that_both_languages_have() -> None:
    own = {
        ENGLISH: ["first-day.md", "runbooks/index.md", "english.md"],
        JAPANESE: ["first-day.md", "runbooks/index.md"],
    }

    _, japanese = alternatives(ENGLISH, own)

    assert japanese.pages == ("first-day.html", "first-day/", "runbooks/index.html", "runbooks/")


def test_pages_that_only_the_first_language_has_are_found_there() -> None:
    own = {ENGLISH: ["both.md", "runbooks/prod.md"], JAPANESE: ["both.md"]}

    assert elsewhere(JAPANESE, own) == {"runbooks/prod.md": "../runbooks/prod.html"}
    assert elsewhere(ENGLISH, own) == {}


def test_the_first_language_that_is_spoken_has_the_documentation_folder_to_itself() -> None:
    assert trees_of(["tlh", "ja", "en", "ja"]) == (Tree("ja"), Tree("en", "en/"))
    assert trees_of(["tlh"]) == (Tree("en"),)
    assert [(tree.atlas, tree.configuration) for tree in trees_of(["ja", "en"])] == [
        ("docs/atlas", "mkdocs.yml"),
        ("docs/en/atlas", "mkdocs.generated.en.yml"),
    ]

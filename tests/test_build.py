"""The pipeline as a whole: what goes into a site, and what must stay out of it."""

import shutil
from pathlib import Path

import pytest

from iam_atlas import build
from iam_atlas.errors import OutputError
from iam_atlas.questions import validate
from repositories import a_repository, commit

ORGANISATIONS = Path(__file__).parent / "organisations"
MINIMAL = ORGANISATIONS / "minimal" / "accounts.yaml"
INTERNAL = [
    pytest.param("", id="nothing is said about it"),
    pytest.param("site: { redact: { external_ids: mask } }", id="a public site would leave something out"),
    pytest.param("site: { audience: internal }", id="the site is internal"),
]


def test_generating_writes_what_is_then_up_to_date(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, "")

    built = build.generate(accounts_file)

    assert built.sources == ("accounts.yaml",)
    assert not build.check(accounts_file).stale


@pytest.mark.parametrize("name", ["minimal", "one-account", "eight-hops", "odd-names"])
def test_every_small_organisation_becomes_pages_whatever_its_names_are(name: str, tmp_path: Path) -> None:
    text = (ORGANISATIONS / name / "accounts.yaml").read_text(encoding="utf-8")
    (tmp_path / "accounts.yaml").write_text(text.replace("LONG", "Donaudampfschiff" * 12), encoding="utf-8")

    build.generate(tmp_path / "accounts.yaml")

    assert {"atlas.json", "lookup.js", "roles"} <= {path.name for path in (tmp_path / "docs/atlas").iterdir()}


def test_pages_of_another_folder_are_the_same_whether_named_from_inside_or_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts_file = project(tmp_path, "")
    build.generate(accounts_file)

    monkeypatch.chdir(tmp_path)

    assert not build.check(Path("accounts.yaml")).stale


@pytest.mark.parametrize("site", INTERNAL)
def test_facts_lead_to_a_page_with_the_input(site: str, tmp_path: Path) -> None:
    accounts_file = project(tmp_path, site)

    build.generate(accounts_file)

    assert [*(tmp_path / "docs/atlas/source").glob("*.md")]


def test_a_public_site_has_neither_the_input_nor_links_to_it(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, "site: { audience: public }")
    (tmp_path / "mkdocs.yml").write_text("extra: { source_url: 'https://git.example.com/{file}#{line}' }\n")

    build.generate(accounts_file)

    texts = [path.read_text() for path in (tmp_path / "docs/atlas").rglob("*.md")]
    assert not (tmp_path / "docs/atlas/source").exists()
    assert not [text for text in texts if "git.example.com" in text or "222222222222" in text]
    assert [text for text in texts if "XXXXXXXX2222" in text]


def test_a_page_of_the_team_that_has_what_is_kept_back_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, "site: { audience: public }")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/own.md").write_text("# Ours\n\nThe account is 222222222222.\n")

    with pytest.raises(OutputError, match=r'"222222222222" in docs/own\.md:3'):
        build.generate(accounts_file)

    assert not (tmp_path / "docs/atlas").exists()


def test_a_page_that_was_once_ours_is_read_like_any_other(tmp_path: Path) -> None:
    """Without our marker it stays where it is, and would be published."""
    accounts_file = project(tmp_path, "")
    build.generate(accounts_file)
    page = tmp_path / "docs/atlas/people/alice.md"
    page.write_text("# alice\n")
    accounts_file.write_text("site: { audience: public }\n" + accounts_file.read_text())

    with pytest.raises(OutputError, match=r"docs/atlas/people/alice\.md"):
        build.generate(accounts_file)


def test_an_internal_site_becomes_public_without_its_old_pages(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, "")
    build.generate(accounts_file)
    accounts_file.write_text("site: { audience: public }\n" + accounts_file.read_text())

    build.generate(accounts_file)

    assert sorted(path.stem for path in (tmp_path / "docs/atlas/people").glob("*.md")) == [
        *("index", "person-1", "person-2")
    ]


def test_the_same_page_is_fine_in_an_internal_site(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, "")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/own.md").write_text("# Ours\n\nThe account is 222222222222.\n")

    build.generate(accounts_file)

    assert (tmp_path / "docs/atlas").exists()


BOTH = "site: { languages: [en, ja] }"


def test_every_language_of_the_site_has_the_same_generated_pages(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, BOTH)

    build.generate(accounts_file)

    assert pages(tmp_path / "docs/atlas") == pages(tmp_path / "docs/ja/atlas") != set()
    assert not build.check(accounts_file).stale


def test_a_language_whose_home_page_nobody_wrote_gets_one(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, BOTH)

    build.generate(accounts_file)

    assert '--8<-- "docs/ja/atlas/.home.md"' in (tmp_path / "docs/ja/index.md").read_text()
    assert not (tmp_path / "docs/index.md").exists()


def test_a_home_page_that_the_team_wrote_stays_as_it_is(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, BOTH)
    own = tmp_path / "docs/ja/index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# ようこそ\n")

    build.generate(accounts_file)

    assert own.read_text() == "# ようこそ\n"
    assert not build.check(accounts_file).stale


def test_a_language_that_the_site_no_longer_has_is_removed_but_not_what_the_team_wrote(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, BOTH)
    build.generate(accounts_file)
    own = tmp_path / "docs/ja/own.md"
    own.write_text("# A page\n")
    accounts_file.write_text(accounts_file.read_text().replace("en, ja", "en"))

    build.generate(accounts_file)

    assert [*(tmp_path / "docs/ja").rglob("*.md")] == [own]
    assert not (tmp_path / "mkdocs.generated.ja.yml").exists()


def test_a_second_language_outlives_a_deleted_folder_of_the_first(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, BOTH)
    build.generate(accounts_file)
    shutil.rmtree(tmp_path / "docs/atlas")

    build.generate(accounts_file)

    assert not build.check(accounts_file).stale


def test_errors_are_returned_by_validate_with_their_place(tmp_path: Path) -> None:
    accounts_file = project(tmp_path, "sites: {}")

    problems = validate(accounts_file)

    assert [str(problem.position) for problem in problems] == ["accounts.yaml:1:1"]


def test_a_built_site_tells_what_changed_and_nothing_of_that_stays_in_the_pages(tmp_path: Path) -> None:
    accounts_file = project(a_repository(tmp_path / "org"), BOTH)
    root = accounts_file.parent
    build.init(root, "en")
    commit(root, {}, "The first version")
    accounts_file.write_text(accounts_file.read_text().replace("prod: viewer", "prod: developer"))

    build.build(accounts_file, strict=True)

    assert "The first version" in (root / "site/atlas/what-changed.html").read_text()
    assert "未コミット" in (root / "site/ja/atlas/what-changed.html").read_text()
    assert "atlas/what-changed.html" in (root / "site/index.html").read_text()
    assert not (root / "docs/atlas/what-changed.md").exists()
    assert not build.check(accounts_file).stale


@pytest.mark.parametrize("line", ["# without a repository", "site: { history: false }"])
def test_without_a_history_the_built_site_has_no_page_of_it(line: str, tmp_path: Path) -> None:
    accounts_file = project(tmp_path, line)
    root = accounts_file.parent
    if "history" in line:
        commit(a_repository(root), {})
    build.init(root, "en")

    build.build(accounts_file, strict=True)

    assert not (root / "site/atlas/what-changed.html").exists()
    assert "what-changed" not in (root / "site/index.html").read_text()


@pytest.mark.parametrize("by", ["command", "configuration"])
def test_a_broken_link_stops_a_strict_build(by: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    accounts_file = _with_a_broken_link(tmp_path, strict=by == "configuration")

    with pytest.raises(OutputError, match="MkDocs could not build the site"):
        build.build(accounts_file, strict=by == "command")

    assert "contains a link 'nowhere.md'" in capfd.readouterr().err
    assert not (tmp_path / "site").exists()


def test_any_other_build_warns_of_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    build.build(_with_a_broken_link(tmp_path, strict=False))

    assert "contains a link 'nowhere.md'" in capfd.readouterr().err
    assert (tmp_path / "site/index.html").exists()


def test_a_build_that_finds_nothing_to_warn_of_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    accounts_file = project(tmp_path, "# all is well")
    build.init(tmp_path, "en")

    build.build(accounts_file, strict=True)

    assert capfd.readouterr() == ("", "")


def _with_a_broken_link(root: Path, *, strict: bool) -> Path:
    accounts_file = project(root, "# a link leads nowhere")
    build.init(root, "en")
    home, configuration = root / "docs/index.md", root / "mkdocs.yml"
    home.write_text(f"{home.read_text()}\n[Nowhere](nowhere.md)\n")
    written = configuration.read_text()
    assert "strict: true" in written
    configuration.write_text(written if strict else written.replace("strict: true", "strict: false"))
    return accounts_file


def project(folder: Path, first_line: str) -> Path:
    """The smallest organisation with one more line, at the top; its accounts file."""
    accounts_file = folder / "accounts.yaml"
    accounts_file.write_text(f"{first_line}\n{MINIMAL.read_text()}")
    return accounts_file


def pages(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*.md")}

"""The workflows that `init` writes, the action and the hooks: their shell steps run here as they run there."""

import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from pipelines import Place, a_place, github_steps, parsed, run_steps

from builders import REPOSITORY
from iam_atlas import __version__
from iam_atlas.cli import run
from iam_atlas.site.starter import starter_files

MARK = "<!-- iam-atlas diff -->"
VALUES = {
    "github.token": "secret",
    "github.event.pull_request.number": "7",
    "github.action_path": str(REPOSITORY),
    "inputs.file": "accounts.yaml",
    "inputs.base": "",
}
GITLAB = {
    "CI_API_V4_URL": "https://gitlab.example.com/api/v4",
    "CI_PROJECT_ID": "12",
    "CI_MERGE_REQUEST_IID": "7",
    "IAM_ATLAS_TOKEN": "secret",
}


def starter(path: str) -> Mapping[str, object]:
    return parsed(starter_files("en", "{}")[path])


def job(name: str) -> Mapping[str, object]:
    jobs = cast("Mapping[str, Mapping[str, object]]", starter(".github/workflows/site.yml")["jobs"])
    return jobs[name]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that `init` started; on it, as services check it out, the merge of a change that adds a member."""
    folder = tmp_path_factory.mktemp("started")
    place = a_place(folder)
    file = place.root / "accounts.yaml"
    assert run(["init", str(place.root)]) == 0
    assert run(["generate", "--file", str(file)]) == 0
    place.commit("Start")
    place.git("checkout", "--quiet", "-b", "change")
    text = file.read_text(encoding="utf-8")
    assert "bob: [developers]" in text
    file.write_text(text.replace("bob: [developers]", "bob: [developers], zoe: [developers]"), encoding="utf-8")
    assert run(["generate", "--file", str(file)]) == 0
    place.commit("Add zoe")
    place.git("checkout", "--quiet", "main")
    place.git("merge", "--quiet", "--no-ff", "change", "--message", "Merge")
    return folder


@pytest.fixture
def place(started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A copy of it for one test."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY / "generator"))
    shutil.copytree(started, tmp_path, dirs_exist_ok=True, symlinks=True)
    return Place(tmp_path / "repository", tmp_path / "temp")


@pytest.mark.site
def test_the_github_workflow_checks_and_builds(place: Place) -> None:
    ran = dict(run_steps(place, github_steps(job("build")), VALUES))

    assert [*ran] == [
        f'pip install "iam-atlas=={__version__}"',
        "iam-atlas validate --format github",
        "iam-atlas check --format github",
        "iam-atlas generate --check",
        "iam-atlas build --strict",
    ]
    assert (place.root / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("comments", "call"),
    [
        pytest.param(
            "", "gh api --silent --method POST repos/kingfisher/atlas/issues/7/comments", id="a first comment"
        ),
        pytest.param(
            "41\n42\n", "gh api --silent --method PATCH repos/kingfisher/atlas/issues/comments/41", id="the same again"
        ),
    ],
)
def test_the_github_workflow_says_what_changes_in_one_comment(comments: str, call: str, place: Place) -> None:
    place.answers(comments)

    for _ in run_steps(place, github_steps(job("compare")), VALUES):
        pass

    summary = (place.temp / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith(MARK)
    assert "People affected: zoe" in summary
    assert place.calls[-1] == f"{call} --field body=@{place.temp}/access.md"


@pytest.mark.parametrize(
    ("notes", "call"),
    [
        pytest.param("[]", "--request POST --data-urlencode body@access.md {notes}", id="a first note"),
        pytest.param(
            f'[{{"id": 8, "body": "other"}}, {{"id": 9, "body": "{MARK} x"}}]',
            "--request PUT --data-urlencode body@access.md {notes}/9",
            id="the same again",
        ),
    ],
)
def test_the_gitlab_pipeline_says_what_changes_in_one_note(notes: str, call: str, place: Place) -> None:
    place.answers(notes)
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": place.git("rev-parse", "HEAD^1")}

    for script in gitlab_script("compare"):
        done = place.shell(script, {**GITLAB, **base})
        assert done.returncode == 0, done.stderr

    address = "https://gitlab.example.com/api/v4/projects/12/merge_requests/7/notes"
    assert "People affected: zoe" in (place.root / "access.md").read_text(encoding="utf-8")
    assert place.calls[-1].endswith(call.format(notes=address))


def test_the_gitlab_pipeline_without_a_token_asks_nobody(place: Place) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": place.git("rev-parse", "HEAD^1")}

    for script in gitlab_script("compare"):
        assert place.shell(script, base).returncode == 0

    assert place.calls == []


@pytest.mark.site
def test_the_gitlab_pipeline_checks_builds_and_publishes(place: Place) -> None:
    for script in (*gitlab_script("build"), *gitlab_script("pages")):
        done = place.shell(script, {})
        assert done.returncode == 0, done.stderr

    assert (place.root / "public" / "index.html").is_file()


@pytest.mark.site
def test_the_action_checks_compares_comments_and_builds(place: Place) -> None:
    action = parsed((REPOSITORY / "action.yml").read_text(encoding="utf-8"))

    for _ in run_steps(place, github_steps(action["runs"]), VALUES):
        pass

    assert place.calls[0] == f"pip install {REPOSITORY}"
    assert "--method POST" in place.calls[-1]
    assert "People affected: zoe" in (place.temp / "summary.md").read_text(encoding="utf-8")
    assert (place.root / "site" / "index.html").is_file()


@pytest.mark.parametrize("step", ["iam-atlas validate --format github", "iam-atlas generate --check"])
def test_a_wrong_or_stale_file_stops_the_workflow(step: str, place: Place) -> None:
    file = place.root / "accounts.yaml"
    wrong = "validate" in step
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("zoe: [developers]", "zoe: [developrs]" if wrong else "zoe: []"), encoding="utf-8")

    assert place.shell(step, {}).returncode == (3 if wrong else 1)


def test_each_hook_runs_in_a_repository_and_takes_no_file_names(place: Place) -> None:
    hooks = parsed_list((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert [hook["id"] for hook in hooks] == ["iam-atlas-generate", "iam-atlas-check"]
    for hook in hooks:
        assert hook["pass_filenames"] == "false"
        assert place.shell(hook["entry"], {}).returncode == 0
        assert shlex.split(hook["entry"])[0] == "iam-atlas"


def workflows() -> dict[str, str]:
    texts = starter_files("en", "{}")
    own = (REPOSITORY / ".github" / "workflows").glob("*.yml")
    return {
        **{path.name: path.read_text(encoding="utf-8") for path in sorted(own)},
        "site.yml": texts[".github/workflows/site.yml"],
        "action.yml": (REPOSITORY / "action.yml").read_text(encoding="utf-8"),
    }


@pytest.mark.parametrize("name", workflows())
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(name: str) -> None:
    used = re.findall(r"uses: (.*)", workflows()[name])

    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_each_job_may_do_no_more_than_it_needs() -> None:
    workflow = starter(".github/workflows/site.yml")
    jobs = cast("Mapping[str, Mapping[str, object]]", workflow["jobs"])

    assert workflow["permissions"] == {"contents": "read"}
    assert {name: one.get("permissions") for name, one in jobs.items()} == {
        "build": None,
        "compare": {"contents": "read", "pull-requests": "write"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert "pull_request_target" not in cast("Mapping[str, object]", workflow["on"])


def test_nothing_is_published_until_somebody_says_so() -> None:
    pages = cast("Mapping[str, list[Mapping[str, str]]]", starter(".gitlab-ci.yml")["pages"])

    assert "vars.IAM_ATLAS_PUBLISH == 'yes'" in str(job("publish")["if"])
    assert '$IAM_ATLAS_PUBLISH == "yes"' in pages["rules"][0]["if"]


def gitlab_script(name: str) -> list[str]:
    return cast("Mapping[str, list[str]]", starter(".gitlab-ci.yml")[name])["script"]


def parsed_list(text: str) -> list[Mapping[str, str]]:
    return cast("list[Mapping[str, str]]", parsed(text))

"""A trust entry for GitHub Actions becomes the `sub` claims that its workflows carry."""

from iam_atlas.derive.blocks import Block, all_of, equal
from iam_atlas.derive.providers.parts import host_of
from iam_atlas.model.outside import GitHub, Provider
from iam_atlas.model.roles import TrustEntry

GITHUB_HOST = "token.actions.githubusercontent.com"


def github_condition(provider: Provider, github: GitHub, entry: TrustEntry) -> Block:
    """The tests of `sub` and, for workflows, of `job_workflow_ref`.

    GitHub writes a subject with names, `repo:ORG/REPO:...`, or with ids that no rename changes,
    `repo:ORG@ORGID/REPO@REPOID:...`. `subjects: auto` matches the ids where they are known, else the names. An entry
    without environment, branch, tag or pull request matches every run of the repository.
    Source: GitHub Docs, "OpenID Connect reference".
    """
    prefix = host_of(provider.url or GITHUB_HOST)
    repositories = [form for repo, repo_id in _with_ids(entry) for form in _forms(github, repo, repo_id)]
    subjects = [f"repo:{repository}:{context}" for repository in repositories for context in _contexts(entry)]
    workflows = [_workflow(github, repo, name) for repo, _ in _with_ids(entry) for name in entry.workflows]
    return all_of(
        equal(f"{prefix}:sub", (*subjects, *entry.subjects)),
        equal(f"{prefix}:job_workflow_ref", workflows),
    )


def _with_ids(entry: TrustEntry) -> list[tuple[str, str | None]]:
    ids: list[str | None] = [*entry.repo_ids, *(None for _ in entry.repos[len(entry.repo_ids) :])]
    return list(zip(entry.repos, ids, strict=False))


def _forms(github: GitHub, repo: str, repo_id: str | None) -> list[str]:
    """The repository by name, by id, or both, as `subjects` asks."""
    by_name = _full_name(github, repo)
    by_id = _by_id(github, by_name, repo_id)
    if by_id is None or github.subjects == "names":
        return [by_name]
    return [by_name, by_id] if github.subjects == "both" else [by_id]


def _by_id(github: GitHub, full_name: str, repo_id: str | None) -> str | None:
    organization, _, repository = full_name.partition("/")
    if github.org_id is None or organization != github.org:
        return None
    if repo_id is not None:
        return f"{organization}@{github.org_id}/{repository}@{repo_id}"
    # A pattern stands for many repositories, whose ids differ; its last star covers name and id.
    return f"{organization}@{github.org_id}/{repository}" if repository.endswith("*") else None


def _full_name(github: GitHub, repo: str) -> str:
    return repo if "/" in repo else f"{github.org}/{repo}"


def _contexts(entry: TrustEntry) -> list[str]:
    contexts = [
        *(f"environment:{name}" for name in entry.environments),
        *(f"ref:refs/heads/{name}" for name in entry.branches),
        *(f"ref:refs/tags/{name}" for name in entry.tags),
        *(["pull_request"] if entry.pull_request else []),
    ]
    return contexts or ["*"]


def _workflow(github: GitHub, repo: str, name: str) -> str:
    """`ORG/REPO/.github/workflows/FILE@REF`; a bare file name means that file at any ref."""
    file, _, ref = name.partition("@")
    if not file.startswith(".github/") and "/.github/" not in file:
        file = f".github/workflows/{file}"
    whole = file if "/.github/" in file else f"{_full_name(github, repo)}/{file}"
    return f"{whole}@{ref or '*'}"

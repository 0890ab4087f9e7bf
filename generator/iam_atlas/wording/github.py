"""GitHub's `sub` claims to the repositories, branches and environments that they stand for."""

from dataclasses import dataclass

from iam_atlas.wording.amounts import any_of, few_of, listed, listing, unique
from iam_atlas.wording.translate import N_, Translator

# Subject forms: GitHub documentation, "OpenID Connect reference", example subject claims.
_PREFIXES = {"environment:": "environment", "ref:refs/heads/": "branch", "ref:refs/tags/": "tag"}
_PULL_REQUEST = "pull_request"
_SHORT = {"environment": N_("env"), "branch": N_("branch"), "tag": N_("tag"), _PULL_REQUEST: N_("pull request")}
# For one name, and for several.
_WORDS = {
    "environment": (N_("environment {name} of {repository}"), N_("environment {names} of {repository}")),
    "branch": (N_("branch {name} of {repository}"), N_("branch {names} of {repository}")),
    "tag": (N_("tag {name} of {repository}"), N_("tag {names} of {repository}")),
    _PULL_REQUEST: (N_("a pull request of {repository}"), N_("a pull request of {repository}")),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: `kind` is environment, branch, tag or pull_request; `name` is empty for the last.

    `repository` is as written, `org@1234567/repo@7654321` in the form with ids.
    """

    repository: str
    kind: str
    name: str


def read_subject(value: str) -> Subject | None:
    """`repo:ORG/REPO:...` taken apart; None for a form that is not one of these."""
    scheme, _, rest = value.partition(":")
    repository, _, claim = rest.partition(":")
    if scheme != "repo" or repository.count("/") != 1:
        return None
    if claim == _PULL_REQUEST:
        return Subject(repository, _PULL_REQUEST, "")
    for prefix, kind in _PREFIXES.items():
        if claim.startswith(prefix) and claim != prefix:
            return Subject(repository, kind, claim.removeprefix(prefix))
    return None


def read_subjects(values: tuple[str, ...]) -> tuple[Subject, ...]:
    """All of `values` taken apart; empty when one of them is of another form."""
    subjects = tuple(subject for value in values if (subject := read_subject(value)) is not None)
    return subjects if len(subjects) == len(values) else ()


def subjects_in_words(subjects: tuple[Subject, ...], t: Translator) -> str:
    """`environment dev or staging of kingfisher/shop`: all of them, as alternatives."""
    return any_of([_group(repository, kind, subjects, t) for repository, kind in _groups(subjects)], t)


def subjects_in_short(subjects: tuple[Subject, ...], t: Translator) -> str:
    """`env dev, staging +1`: for a chip, without the repository."""
    parts = []
    for kind in unique(subject.kind for subject in subjects):
        names = unique(s.name for s in subjects if s.kind == kind)
        parts.append(f"{t(_SHORT[kind])} {few_of(names, 2, t)}".strip())
    return listing(parts, t)


def _groups(subjects: tuple[Subject, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((s.repository, s.kind) for s in subjects))


def _group(repository: str, kind: str, subjects: tuple[Subject, ...], t: Translator) -> str:
    names = unique(s.name for s in subjects if (s.repository, s.kind) == (repository, kind))
    one, several = _WORDS[kind]
    said = listed(names, t)
    return t(one if len(names) == 1 else several, name=said, names=said, repository=repository)

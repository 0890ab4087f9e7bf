"""Steps of access, told in a line or in whole: what every answer says in the same words."""

from collections.abc import Iterable

from iam_atlas.answers.asker import Asker
from iam_atlas.atlas import Atlas
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.remarks import parties
from iam_atlas.exporters.steps_json import step_json
from iam_atlas.graph.access import Access, Means, Path
from iam_atlas.iam.decision import StatementRef, Verdict
from iam_atlas.iam.formula import Always
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import duration, listing, unique
from iam_atlas.wording.decision import Parties, statement, undecided_words, verdict
from iam_atlas.wording.residue import as_iam, short
from iam_atlas.wording.translate import N_, Translator


def state(step: Access, t: Translator, about: Parties | None = None) -> str:
    """The answer for a table: the condition, or what keeps the step closed; `about` gives the parties other names."""
    decision = step.decision
    if decision.verdict is Verdict.ALLOWED:
        return t("no condition")
    if decision.verdict is Verdict.ALLOWED_IF:
        return t("if {condition}", condition=short(decision.residue, t))
    if decision.verdict is Verdict.NOT_EVALUATED:
        return t("not decided: {what}", what=undecided_words(decision, t))
    return verdict(decision, about or parties(step), t)


def marked_state(step: Access, asker: Asker) -> str:
    """The same with a star where there is a remark, which `footnotes` puts below."""
    return starred(state(step, asker.t), asker.remark(step))


def starred(words: str, note: str) -> str:
    """The words, with a star where there is a note."""
    return f"{words} *" if note else words


def footnotes(notes: Iterable[str]) -> list[str]:
    """What the stars of a table mean, below it; nothing where there is none."""
    return [line for note in unique(filter(None, notes)) for line in ("", f"* {note}")]


def who(ref: Ref, t: Translator) -> str:
    """`alice`, `group operators`, `service ec2.amazonaws.com`: people and roles by their name alone."""
    words = {
        RefKind.GROUP: N_("group {name}"),
        RefKind.ACCOUNT: N_("account {name}"),
        RefKind.PROVIDER: N_("identity provider {name}"),
        RefKind.VENDOR: N_("vendor {name}"),
        RefKind.SERVICE: N_("service {name}"),
        RefKind.PERMISSION_SET: N_("permission set {name}"),
    }
    if ref == ANYBODY:
        return t("anyone, of any account")
    return t(words[ref.kind], name=ref.name) if ref.kind in words else ref.name


def of_anybody(caller: Ref, atlas: Atlas, t: Translator) -> list[str]:
    """What must be said of an answer about a whole account that the file describes; nothing for any other caller."""
    whole = caller.kind is RefKind.ACCOUNT and caller.name in atlas.landscape.accounts
    return [t(_ANY_IDENTITY)] if whole else []


_ANY_IDENTITY = N_(
    "This is asked for any identity of the account that its own policies let through. Ask for a user or a role by its "
    "name to count its policies too."
)


def cited(refs: Iterable[StatementRef], atlas: Atlas, t: Translator) -> tuple[str, ...]:
    """Statements with the place where each stands in the user's files; what AWS itself attaches has none."""
    return unique(_with_place(ref, atlas, t) for ref in refs)


def _with_place(ref: StatementRef, atlas: Atlas, t: Translator) -> str:
    said = statement(ref, t)
    return listing((said, str(ref.position)), t) if ref.position.file in atlas.landscape.source_files else said


def hops(path: Path) -> str:
    """`github → ci-hub@tools → ci-deploy@prod`."""
    return " → ".join((path.steps[0].caller.name, *(str(step.role) for step in path.steps)))


def session(seconds: int, t: Translator) -> str:
    """`up to 1 hour`."""
    return t("up to {time}", time=duration(seconds, t))


def lasting(step: Access, t: Translator) -> str:
    """How long a session on the other side of the step lasts.

    Source: IAM User Guide, "Update the maximum session duration for a role": no limit for sessions of AWS services.
    """
    return t("as long as the service keeps it") if step.means is Means.SERVICE else session(step.max_seconds, t)


def told_json(step: Access) -> Json:
    """One step as in atlas.json, its decision with it, and the condition as IAM writes it."""
    shape, residue = step_json(step, SHOWN), step.decision.residue
    return shape if isinstance(residue, Always) else {**shape, "condition": as_iam(residue)}


def ref_json(ref: Ref) -> Json:
    """Somebody as JSON."""
    return {"kind": ref.kind.value, "name": ref.name}


def key_json(key: RoleKey) -> Json:
    """A role copy as JSON."""
    return {"role": key.role, "account": key.account}

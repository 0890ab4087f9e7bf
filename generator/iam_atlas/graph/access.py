"""One step of access: somebody, a role copy, and the decision; and the indexes that pages walk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iam_atlas.iam.decision import Decision
from iam_atlas.model.grants import Grant, Ref, RefKind
from iam_atlas.model.identity import Member
from iam_atlas.model.roles import RoleKey


class Means(Member):
    """By which AWS mechanism the step is made."""

    ASSUME_ROLE = "sts:AssumeRole"
    SAML = "sts:AssumeRoleWithSAML"
    WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity"
    IDENTITY_CENTER = "identity center"  # an assignment or entitlement, made by IAM Identity Center
    SERVICE = "service"  # an AWS service takes the role to act for you


@dataclass(frozen=True, slots=True)
class Access:
    """One caller and one role copy (or permission set in an account), decided.

    `grants` are the rows of the file that declare it, in file order; empty when only some broader policy or a trust
    entry opens it, or when nothing does. `through` names the groups whose policies carry the identity half, for a user.
    `max_seconds` is how long the session can last on this way in: one hour at most when the caller is itself a role.
    `console` says whether AWS's console can make this switch; None when AWS's pages disagree.
    """

    caller: Ref
    role: RoleKey
    means: Means
    decision: Decision
    grants: tuple[Grant, ...] = ()
    through: tuple[str, ...] = ()
    max_seconds: int = 3600
    console: bool | None = False
    to_permission_set: bool = False

    @property
    def becomes(self) -> Ref:
        """Who one is after the step: a session of the role copy, or of the permission set in the account."""
        return Ref(RefKind.PERMISSION_SET if self.to_permission_set else RefKind.ROLE, str(self.role))


@dataclass(frozen=True, slots=True)
class AccessGraph:
    """Every step that opens (Allowed, AllowedIf), that is undecided, or that the file declares but does not open.

    `steps` is sorted by caller, role, account. Pairs that nothing declares and nothing opens are not listed: ask
    `inquiry.Inquiry` for those.
    """

    steps: tuple[Access, ...]
    by_caller: Mapping[Ref, tuple[Access, ...]]
    by_role: Mapping[RoleKey, tuple[Access, ...]]

    def made_by(self, *kinds: RefKind) -> Iterator[Access]:
        """The steps of callers of these kinds, in order: quicker than a look at all, most of which are users'."""
        return (step for caller, steps in self.by_caller.items() if caller.kind in kinds for step in steps)


@dataclass(frozen=True, slots=True)
class Path:
    """A way from somebody to a role copy, hop by hop; `max_seconds` is the session at the end of it."""

    steps: tuple[Access, ...]
    max_seconds: int

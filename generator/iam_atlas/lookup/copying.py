"""A role copy to the texts that a reader takes along: its ARN, the link that switches to it, a profile for the CLI."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from iam_atlas.derive.principals import home_of
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.without import is_mfa_key
from iam_atlas.iam.doubts import tests_of
from iam_atlas.lookup.shown import Shown
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleCopy
from iam_atlas.wording.amounts import unique

# Source: AWS Management Console sign-in endpoints of the partitions, in the AWS General Reference, the user guide of
# AWS GovCloud (US) and that of Amazon Web Services in China. Other partitions have no address that we know of.
_SIGN_IN = {
    "aws": "signin.aws.amazon.com",
    "aws-cn": "signin.amazonaws.cn",
    "aws-us-gov": "signin.amazonaws-us-gov.com",
}
_LONGEST_LABEL = 64
_DEVICE = "YOUR-MFA-DEVICE"
_NOT_PLAIN = re.compile(r"[^\w.@+-]+")
_LINE_ENDS = re.compile(r"\s+")


def copying(copy: RoleCopy, steps: Iterable[Access], shown: Shown) -> list[tuple[str, str]]:
    """Label and text of each; nothing where account ids are not shown. `steps` are those that lead to the copy."""
    if shown.redaction.account_ids != "show":
        return []
    t, people = shown.t, [step for step in steps if _is_of_people(step)]
    found = [(t("ARN"), copy.arn)]
    if any(step.console is not False for step in people):
        found += [(t("Switch-role link"), link) for link in _switch_links(copy, shown)]
    found += [(t("CLI profile"), profile) for profile in _profiles(copy, people, shown)]
    return found


def _is_of_people(step: Access) -> bool:
    """Whether users of IAM, or the members of a group of theirs, make the step themselves."""
    people = step.caller.kind in (RefKind.USER, RefKind.GROUP)
    return people and step.means is Means.ASSUME_ROLE and step.decision.verdict.opens


def _switch_links(copy: RoleCopy, shown: Shown) -> Iterator[str]:
    """The address that fills in the console's form for switching; none for a partition with an unknown sign-in.

    The role is given with its path. `displayName` is what the console's menu shows, as its own links have it.
    Source: IAM User Guide, "Grant a user permissions to switch roles" (the role link) and "Switch from a user to an IAM
    role (console)"; AWS re:Post, "How do I provide IAM users with a link to assume an IAM role?".
    """
    account = shown.atlas.landscape.accounts[copy.key.account]
    if account.partition in _SIGN_IN:
        asked = {
            "roleName": (copy.path + copy.aws_name).removeprefix("/"),
            "account": account.id,
            "displayName": f"{copy.key.role} @ {account.name}"[:_LONGEST_LABEL],
        }
        yield f"https://{_SIGN_IN[account.partition]}/switchrole?{urlencode(asked, errors='replace')}"


def _profiles(copy: RoleCopy, people: list[Access], shown: Shown) -> Iterator[str]:
    """One profile for each jump account whose people get in; as a rule that is one."""
    landscape = shown.atlas.landscape
    homes = unique(home for step in people if (home := home_of(landscape, step.caller)) is not None)
    for home in sorted(homes):
        own = [step for step in people if home_of(landscape, step.caller) == home]
        if shown.shows(Ref(RefKind.ACCOUNT, home)):
            yield "\n".join(_profile(copy, landscape.accounts[home], own, shown))


def _profile(copy: RoleCopy, home: Account, own: list[Access], shown: Shown) -> Iterator[str]:
    """The lines of a section of ~/.aws/config.

    Source: AWS CLI User Guide, "Using an IAM role in the AWS CLI"; AWS SDKs and Tools Reference Guide, "Format of the
    config file".
    """
    yield f"[profile {_plain(copy.key.account)}-{_plain(copy.key.role)}]"
    yield f"role_arn = {_in_a_line(copy.arn)}"
    yield f"source_profile = {_plain(home.name)}"
    if copy.region:
        yield f"region = {_in_a_line(copy.region)}"
    if any(_asks_for_mfa(step) for step in own):
        device = f"arn:{home.partition}:iam::{home.id}:mfa/{_DEVICE}"
        yield "# " + _in_a_line(shown.t("Put the name of your own MFA device in the place of {place}.", place=_DEVICE))
        yield f"mfa_serial = {_in_a_line(device)}"


def _asks_for_mfa(step: Access) -> bool:
    return any(is_mfa_key(test.key) for test in tests_of(step.decision.residue))


def _plain(name: str) -> str:
    """`name` without what would end the name of a section, or its line."""
    return _NOT_PLAIN.sub("-", name).strip("-") or "-"


def _in_a_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text)

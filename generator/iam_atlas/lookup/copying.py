"""A role copy to the texts that a reader takes along: its ARN, the link that switches to it, a profile for the CLI."""

from collections.abc import Iterable, Iterator

from iam_atlas.derive.principals import home_of
from iam_atlas.exporters.aws_config import placeholder_note, profile_lines
from iam_atlas.exporters.console import console_obstacles, switch_url
from iam_atlas.exporters.ini import comments
from iam_atlas.exporters.logins import PLACEHOLDER, is_of_people, login_in, way_to
from iam_atlas.exporters.profiles import LeftOut, profile_for
from iam_atlas.graph.access import Access
from iam_atlas.lookup.shown import Shown
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleCopy


def copying(copy: RoleCopy, steps: Iterable[Access], shown: Shown) -> list[tuple[str, str]]:
    """Label and text of each; nothing where account ids are not shown. `steps` are those that lead to the copy."""
    if not shown.shows_accounts:
        return []
    t, people = shown.t, [step for step in steps if is_of_people(step) and step.decision.verdict.opens]
    found = [(t("ARN"), copy.arn)]
    link = switch_url(shown.landscape, copy)
    if link and people and not console_obstacles(shown.landscape, copy, people, t):
        found.append((t("Switch-role link"), link))
    found += [(t("CLI profile"), profile) for profile in _profiles(copy, people, shown)]
    return found


def _profiles(copy: RoleCopy, people: list[Access], shown: Shown) -> Iterator[str]:
    """One profile for each account whose users get in, where there can be one; as a rule that is one."""
    homes: dict[str, list[Access]] = {}
    for step in people:
        if (home := home_of(shown.landscape, step.caller)) is not None:
            homes.setdefault(home, []).append(step)
    for home in sorted(home for home in homes if shown.shows(Ref(RefKind.ACCOUNT, home))):
        profile = profile_for(shown, login_in(shown, home), way_to(shown, copy.key, homes[home]))
        if not isinstance(profile, LeftOut):
            name, *settings = profile_lines(profile)
            note = comments(placeholder_note(shown.t)) if PLACEHOLDER in "".join(settings) else []
            yield "\n".join([name, *note, *settings])

"""The analysed atlas to what a site is made of: all of it or, for the public, one with stand-ins and a guard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from iam_atlas.atlas import Atlas, beginning_of
from iam_atlas.graph.access import Access
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.public.guard import Guard, guard_of
from iam_atlas.public.kept_back import without_kept_back
from iam_atlas.public.masking import Masking, masking
from iam_atlas.public.replacing import replacing
from iam_atlas.public.secrets import secrets_of
from iam_atlas.wording.translate import Translator

Ask = Callable[[Ref], Callable[[RoleKey], Access | None]]


@dataclass(frozen=True, slots=True)
class Publication:
    """What the pages in one language are made of.

    `prepare` makes ready to answer for pairs that the atlas does not list; None where the atlas itself can be asked.
    `guard` knows what must not be found in anything that is written; None where nothing is kept back.
    """

    atlas: Atlas
    prepare: Callable[[bool], Ask] | None = None
    guard: Guard | None = None


def publication(atlas: Atlas, t: Translator) -> Publication:
    """What `site.audience` may see, in the words of `t`. Raises UsageError for keys that cannot be kept back."""
    if atlas.landscape.site.audience != "public":
        return Publication(atlas)
    kept_back = without_kept_back(atlas.landscape)
    secrets = secrets_of(atlas, t)
    mask = masking(replacing(secrets, dict.fromkeys(kept_back.values, t("(not shown here)")), t))
    shown = mask.atlas(replace(atlas, landscape=kept_back.landscape))
    return Publication(shown, _answers(atlas, mask), guard_of(secrets, kept_back.values))


def _answers(truth: Atlas, mask: Masking) -> Callable[[bool], Ask]:
    """Answers that are decided on the true values and told with stand-ins."""

    def prepare(of_roles: bool) -> Ask:
        inquiry = inquiry_of(truth.landscape, truth.halves, beginning_of(truth.today), of_roles=of_roles)
        callers = {mask.ref(ref): ref for ref in dict.fromkeys(_callers(truth))}
        keys = {mask.key(copy.key): copy.key for copy in truth.landscape.role_copies()}
        return lambda caller: _masked(inquiry.of(callers[caller]), keys, mask)

    return prepare


def _masked(
    ask: Callable[[RoleKey], Access | None], keys: dict[RoleKey, RoleKey], mask: Masking
) -> Callable[[RoleKey], Access | None]:
    def step(key: RoleKey) -> Access | None:
        found = ask(keys[key])
        return None if found is None else mask.step(found)

    return step


def _callers(atlas: Atlas) -> Iterator[Ref]:
    """Everybody whom pages may ask about."""
    land = atlas.landscape
    yield from (Ref(kind, name) for kind, things in land.declared.items() for name in things)
    yield from (Ref(RefKind.ROLE, str(copy.key)) for copy in land.role_copies())
    yield from (Ref(RefKind.PERMISSION_SET, str(key)) for key in atlas.set_permissions)
    yield from (ref for step in atlas.graph.steps for ref in (step.caller, step.becomes))

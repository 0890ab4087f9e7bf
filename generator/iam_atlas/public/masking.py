"""The analysed atlas to the same atlas with stand-ins for what is kept back.

Everything is decided on the true values first, and the decisions are carried over: no condition, wildcard or range is
ever judged by what only stands for it. Whatever is made of the outcome (pages, drawings, file names, atlas.json)
cannot show what is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Listing, Said, Words
from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import Test
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Site
from iam_atlas.model.outside import Vendor
from iam_atlas.model.people import Group, User
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey, TrustEntry, TrustKind
from iam_atlas.public.redraw import Redrawing, Special
from iam_atlas.public.replacing import Replacing
from iam_atlas.public.secrets import ADDRESS_KEYS, EXTERNAL_ID_KEY
from iam_atlas.wording.kinds import KINDS

_USER_KEYS = frozenset(
    {"aws:username", "sts:rolesessionname", "sts:sourceidentity", "aws:sourceidentity", "aws:principaltag/username"}
)
_OF_AWS = ("Version", "Effect", "Action", "NotAction")
_ROLES = (RefKind.ROLE, RefKind.PERMISSION_SET)


@dataclass(frozen=True, slots=True)
class Masking:
    """One atlas and how its values are replaced; values that it makes are shared as the true ones are."""

    replacing: Replacing
    redrawing: Redrawing

    def atlas(self, atlas: Atlas) -> Atlas:
        """The whole atlas."""
        return self.redrawing.of(atlas)

    def step(self, step: Access) -> Access:
        """A step that the atlas does not list."""
        return self.redrawing.of(step)

    def ref(self, ref: Ref) -> Ref:
        """Who somebody is called."""
        return self.redrawing.of(ref)

    def key(self, key: RoleKey) -> RoleKey:
        """What a role copy is called."""
        return self.redrawing.of(key)


def masking(replacing: Replacing) -> Masking:
    """Ready to mask what was analysed."""
    by = _By(replacing)
    special: Mapping[type, Special] = {
        AccessGraph: by.graph,
        Account: by.account,
        Document: by.document,
        Group: by.group,
        Landscape: by.landscape,
        Ref: by.ref,
        Require: by.require,
        Said: by.said,
        Site: by.site,
        Test: by.test,
        TrustEntry: by.trust_entry,
        User: by.user,
        Vendor: by.vendor,
    }
    return Masking(replacing, Redrawing(replacing.text, special))


@dataclass(frozen=True, slots=True)
class _By:
    """How values are made anew whose texts mean more than they say."""

    replacing: Replacing

    def graph(self, draw: Redrawing, graph: AccessGraph) -> AccessGraph:
        """Sorted by the names that are shown: the order must not tell that of the true ones."""
        made = draw.with_fields(graph)
        return replace(made, steps=tuple(sorted(made.steps, key=_step_order)))

    def account(self, draw: Redrawing, account: Account) -> Account:
        alias = None if account.alias in self.replacing.secrets.aliases else account.alias
        return draw.with_fields(account, alias=draw.of(alias))

    def document(self, draw: Redrawing, document: Document) -> Document:
        value = {key: self._json(item, key) for key, item in document.value.items()}
        return draw.with_fields(document, value=value)

    def group(self, draw: Redrawing, group: Group) -> Group:
        return draw.with_fields(group, members=tuple(sorted(map(self.replacing.user, group.members))))

    def landscape(self, draw: Redrawing, landscape: Landscape) -> Landscape:
        made = (draw.of(user) for user in landscape.users.values())
        users = {user.name: user for user in sorted(made, key=lambda user: user.name)}
        return draw.with_fields(landscape, users=users)

    def ref(self, draw: Redrawing, ref: Ref) -> Ref:
        if ref.kind is RefKind.USER:
            return Ref(ref.kind, self.replacing.user(ref.name))
        if ref.kind in _ROLES and "@" in ref.name:
            return Ref(ref.kind, str(draw.of(RoleKey.of(ref.name))))
        return Ref(ref.kind, draw.of(ref.name))

    def require(self, draw: Redrawing, require: Require) -> Require:
        return draw.with_fields(
            require,
            external_id=self.replacing.external_id(require.external_id) if require.external_id else None,
            source_ip=tuple(map(self.replacing.range, require.source_ip)),
            conditions={key: self._block(value) for key, value in require.conditions.items()},
        )

    def said(self, draw: Redrawing, one: Said) -> Said:
        """A sentence; what it calls a user is the name of one, whatever else is called so."""
        of_user = dict(one.gaps).get("kind") == KINDS[RefKind.USER]
        gaps = tuple((gap, self._user_in(words) if of_user else draw.of(words)) for gap, words in one.gaps)
        return replace(one, gaps=gaps)

    def site(self, draw: Redrawing, site: Site) -> Site:
        """What is replaced already needs not be kept back once more; what no stand-in can serve for still is."""
        secrets = self.replacing.secrets
        redact = {"account_ids": secrets.redaction.account_ids, "emails": "show", "external_ids": "show"}
        people = "hide" if secrets.redaction.user_names == "hide" else "show"
        return draw.with_fields(
            site,
            redact={**redact, "source_ips": "show", "user_names": people},
            people_pages=site.people_pages and people == "show",
            stand_ins=secrets.redaction.kept_back,
        )

    def test(self, draw: Redrawing, test: Test) -> Test:
        values = tuple(self._keyed(test.key, value) for value in test.values)
        return draw.with_fields(
            test, key=draw.of(test.key) if test.operator == OPAQUE else self._key(test.key), values=values
        )

    def trust_entry(self, draw: Redrawing, entry: TrustEntry) -> TrustEntry:
        named = self.replacing.user if entry.kind is TrustKind.USER else draw.of
        return draw.with_fields(entry, names=tuple(map(named, entry.names)))

    def user(self, draw: Redrawing, user: User) -> User:
        name = self.replacing.user
        hidden = user.name in self.replacing.secrets.users
        return draw.with_fields(
            user,
            name=name(user.name),
            full_name=None if hidden else draw.of(user.full_name),
            email=None if hidden else draw.of(user.email),
            manager=name(user.manager) if user.manager else None,
            same_person_as=name(user.same_person_as) if user.same_person_as else None,
        )

    def vendor(self, draw: Redrawing, vendor: Vendor) -> Vendor:
        id_ = vendor.external_id
        return draw.with_fields(vendor, external_id=self.replacing.external_id(id_) if id_ else None)

    def _user_in(self, words: Words) -> Words:
        match words:
            case str():
                return self.replacing.user(words)
            case Said():
                return replace(words, gaps=tuple((gap, self._user_in(one)) for gap, one in words.gaps))
            case Listing():
                return replace(words, items=tuple(map(self._user_in, words.items)))
        return words

    def _json(self, value: Json, key: str = "") -> Json:
        if key in _OF_AWS:
            return value
        if key == "Condition":
            return {op: self._block(block) for op, block in value.items()} if isinstance(value, dict) else value
        if isinstance(value, str):
            return self.replacing.text(value)
        if isinstance(value, list):
            return [self._json(one) for one in value]
        if isinstance(value, dict):
            return {name: self._json(one, name) for name, one in value.items()}
        return value

    def _block(self, block: Json) -> Json:
        if not isinstance(block, dict):
            return self._json(block)
        return {self._key(key): self._wanted(key, wanted) for key, wanted in block.items()}

    def _wanted(self, key: str, wanted: Json) -> Json:
        if isinstance(wanted, list):
            return [self._wanted(key, one) for one in wanted]
        return self._keyed(key, wanted) if isinstance(wanted, str) else wanted

    def _key(self, key: str) -> str:
        """A condition key; only what stands behind a slash is somebody's own."""
        head, slash, own = key.partition("/")
        return head + slash + self.replacing.text(own) if own else key

    def _keyed(self, key: str, value: str) -> str:
        """A value that is tested for, by what the key says that it is."""
        small = key.lower()
        if small == EXTERNAL_ID_KEY:
            return self.replacing.external_id(value)
        if small in ADDRESS_KEYS:
            return self.replacing.range(value)
        if small in _USER_KEYS and value in self.replacing.secrets.users:
            return self.replacing.user(value)
        return self.replacing.account_pattern(value) if small.endswith("account") else self.replacing.text(value)


def _step_order(step: Access) -> tuple[str, str, str, str, bool]:
    return step.caller.kind.value, step.caller.name, step.role.role, step.role.account, step.to_permission_set

"""Environments and kinds of accounts to colour families, to an order from top to bottom, and to a word on a badge."""

from functools import lru_cache

from iam_atlas.drawing.column_graph import Tone
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.production import NOT_YET, is_production, parts_of
from iam_atlas.wording.translate import N_, Translator

# Words for the environments below production, as people name theirs; matched against whole parts of a name (`eu-prod`).
_WORDS = {
    Tone.STAGING: {"staging", "stage", "stg", "preprod", "uat", "qa", "test", "検証", "ステージング"},
    Tone.DEVELOPMENT: {"dev", "develop", "development", "int", "integration", "nonprod", "開発"},
    Tone.SECURITY: {"security", "sec", "audit", "log", "logs", "監査"},
    Tone.INFRASTRUCTURE: {"core", "infra", "infrastructure", "shared", "network", "platform", "tools", "deploy"},
    Tone.SANDBOX: {"sandbox", "sbx", "playground", "lab", "demo"},
}
_KINDS = {
    AccountKind.MANAGEMENT: Tone.INFRASTRUCTURE,
    AccountKind.JUMP: Tone.JUMP,
    AccountKind.LOG_ARCHIVE: Tone.SECURITY,
    AccountKind.SECURITY: Tone.SECURITY,
    AccountKind.AUDIT: Tone.SECURITY,
    AccountKind.SHARED: Tone.INFRASTRUCTURE,
    AccountKind.NETWORK: Tone.INFRASTRUCTURE,
    AccountKind.DEPLOY: Tone.INFRASTRUCTURE,
    AccountKind.BACKUP: Tone.INFRASTRUCTURE,
    AccountKind.SANDBOX: Tone.SANDBOX,
}
_TOP_DOWN = (
    Tone.PRODUCTION, Tone.STAGING, Tone.DEVELOPMENT, Tone.NEUTRAL,
    Tone.SECURITY, Tone.INFRASTRUCTURE, Tone.JUMP, Tone.SANDBOX,
)  # fmt: skip
_USUAL = {
    "prod": N_("Production"), "prd": N_("Production"), "production": N_("Production"),
    "staging": N_("Staging"), "stg": N_("Staging"), "stage": N_("Staging"),
    "dev": N_("Development"), "development": N_("Development"),
    "sandbox": N_("Sandbox"),
}  # fmt: skip
_NAMES = {
    AccountKind.MANAGEMENT: N_("Management"),
    AccountKind.JUMP: N_("Jump"),
    AccountKind.LOG_ARCHIVE: N_("Log archive"),
    AccountKind.SECURITY: N_("Security"),
    AccountKind.AUDIT: N_("Audit"),
    AccountKind.SHARED: N_("Shared"),
    AccountKind.NETWORK: N_("Network"),
    AccountKind.DEPLOY: N_("Deployment"),
    AccountKind.BACKUP: N_("Backup"),
    AccountKind.SANDBOX: N_("Sandbox"),
    AccountKind.EXTERNAL: N_("External"),
}


def tone_of(account: Account) -> Tone:
    """The colour of an account: that of its environment, else of its kind, else what its own name stands for."""
    if account.environment is None and account.kind not in _KINDS:
        return tone_of_environment(account.name)
    return tone_of_place(account)


def tone_of_place(account: Account) -> Tone:
    """The colour of all accounts of one environment, or of one kind where there is none; neutral if unknown."""
    if account.environment is not None:
        return tone_of_environment(account.environment)
    return _KINDS.get(account.kind, Tone.NEUTRAL)


@lru_cache(maxsize=1024)
def tone_of_environment(name: str) -> Tone:
    """The colour that an environment's name stands for, neutral when it says nothing to us.

    `pre-prod` and `non-prod` are not production.
    """
    if is_production(name):
        return Tone.PRODUCTION
    parts = parts_of(name)
    joined = "".join(parts)
    for tone, words in _WORDS.items():
        if joined in words:
            return tone
    if NOT_YET & set(parts):
        return Tone.STAGING if "pre" in parts else Tone.DEVELOPMENT
    return next((tone for tone, words in _WORDS.items() if words & set(parts)), Tone.NEUTRAL)


def account_order(account: Account) -> tuple[int, str, str, str]:
    """The key that sorts accounts from top to bottom: production first, then by environment, kind and name."""
    return (_TOP_DOWN.index(tone_of(account)), account.environment or "~", account.kind.value, account.name)


def place_name(account: Account, landscape: Landscape, t: Translator) -> str:
    """The word on an account's badge: its environment's title, else its environment; else what kind of account."""
    if account.environment is None:
        return _kind_name(account.kind, t)
    declared = landscape.defaults.environments.get(account.environment)
    if declared is not None and declared.title is not None:
        return declared.title.in_language(t.language)
    return _environment_name(account.environment, t)


def place_or_other(account: Account, landscape: Landscape, t: Translator) -> str:
    """The word that an account is filtered by: that of its badge, and one for all accounts that have none."""
    return place_name(account, landscape, t) or t("Other accounts")


def _environment_name(name: str, t: Translator) -> str:
    """The usual words in full; anything else as the file has it."""
    usual = _USUAL.get(name.lower())
    return name if usual is None else t(usual)


def _kind_name(kind: AccountKind, t: Translator) -> str:
    name = _NAMES.get(kind)
    return "" if name is None else t(name)

"""Guardrails: policies of the organization that cap or deny, and where they are attached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from iam_atlas.model.annotations import Declared
from iam_atlas.model.policies import Document


class GuardrailKind(Enum):
    """Kinds of Organizations policies; only SCP and RCP take part in deciding access."""

    SCP = "scp"
    RCP = "rcp"
    TAG = "tag"
    BACKUP = "backup"
    DECLARATIVE = "declarative"
    AI_OPT_OUT = "ai_opt_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail(Declared):
    """A guardrail. `attach` holds `root`, `ou:PATH` and account names as written.

    `accounts` is what that comes to, management account included (SCPs do not bind it, the engine knows). `documents`
    maps each account to the document as it applies there. `exempt` names accounts the file says are left out.
    """

    kind: GuardrailKind
    attach: tuple[str, ...]
    accounts: tuple[str, ...]
    exempt: tuple[str, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)

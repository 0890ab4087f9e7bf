"""Policy documents to blocks that open on a click: JSON to read and copy, with where it stands in the file."""

import json
from collections.abc import Iterable

from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.policies import AttachedPolicy, Document, PolicyOrigin
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, fence
from iam_atlas.pages.links import source, to_policy
from iam_atlas.pages.views.frame import Fold
from iam_atlas.wording.translate import N_

_ROOM = 8000  # characters of JSON on a page; longer AWS documents are named, not repeated
_COLOURED = 3000  # characters; colours make a document several times as heavy
_WHOLE = 40_000  # characters of any document on a page


def document_fold(context: Context, summary: Md, document: Document) -> Fold:
    """One document as JSON."""
    shown = _json(document)
    line = source(context, document.position)
    where = (context.say("From {source}.", source=line),) if line else ()
    return Fold(Md(""), summary, (*where, *_shown(context, shown)))


@ByIdentity
def _json(document: Document) -> str:
    return json.dumps(document.value, indent=2, ensure_ascii=False)


def _shown(context: Context, document: str) -> tuple[Md, ...]:
    """The document; of one that is too long for a page the beginning, and how to get all of it."""
    language = "json" if len(document) <= _COLOURED else "text"
    if len(document) <= _WHOLE:
        return (fence(language, document),)
    beginning = document[: document.rindex("\n", 0, _WHOLE)]
    told = context.say(
        "This is the beginning: the document has {count} characters. {command} writes all of it into a file.",
        count=f"{len(document):,}",
        command=code("iam-atlas export policies"),
    )
    return told, fence(language, beginning)


def attached_folds(context: Context, policies: Iterable[AttachedPolicy]) -> tuple[Fold, ...]:
    """Each attached policy, in the order of the file."""
    return tuple(attached_fold(context, policy) for policy in policies)


def attached_fold(context: Context, policy: AttachedPolicy, summary: Md | None = None) -> Fold:
    """One attached policy; a long one of AWS, and one whose document is not at hand, is named only."""
    say = context.say
    title = summary or say(_SUMMARIES[policy.origin], name=policy.name)
    document = policy.document
    attached = say("Attached in {source}.", source=source(context, policy.position))
    if document is None:
        return Fold(Md(""), title, (attached, say("Its document is not at hand, so what it says is not known.")))
    declared = say("Described in {page}.", page=to_policy(context, policy.name)) if _is_declared(policy) else Md("")
    shown = _json(document)
    if policy.origin is PolicyOrigin.AWS and len(shown) > _ROOM:
        return Fold(
            Md(""),
            title,
            (
                attached,
                say("AWS keeps this policy; its document is too long to repeat here: {name}.", name=code(policy.name)),
            ),
        )
    return Fold(Md(""), title, tuple(part for part in (attached, declared, *_shown(context, shown)) if part))


_SUMMARIES = {
    PolicyOrigin.DECLARED: N_("Attached policy {name}"),
    PolicyOrigin.AWS: N_("AWS managed policy {name}"),
    PolicyOrigin.ARN: N_("Policy {name}"),
    PolicyOrigin.INLINE: N_("Inline policy {name}"),
}


def _is_declared(policy: AttachedPolicy) -> bool:
    return policy.origin is PolicyOrigin.DECLARED

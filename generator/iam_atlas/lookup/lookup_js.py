"""The analysed atlas to docs/atlas/lookup.js: what the script of the pages looks things up in.

atlas.json holds the same facts for other programs. The script cannot read it: a page that was opened from disk may
not fetch files, only run scripts; the script must not word anything itself, since a sentence about access is made in
one place and tested there; and atlas.json says the same of every pair anew, which is four megabytes for five hundred
role copies. So this file is a script that hands over one value, in the reader's words, each said once: sentences leave
the names of caller and role open (`shown.CALLER`, `shown.ROLE`), steps name them by their number, and what many things
or steps share is written once (`packing`).

The shape is described in docs/reference/atlas-json.md.
"""

from collections.abc import Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.graph.access import Access
from iam_atlas.lookup.closed import Prepare, closed, inquiry_into
from iam_atlas.lookup.packing import Filling, Kind, Line, packed, packed_steps
from iam_atlas.lookup.records import records
from iam_atlas.lookup.script import script
from iam_atlas.lookup.sentences import Answer, Sentences
from iam_atlas.lookup.shown import Shown, SourceAddress, shown
from iam_atlas.lookup.things import Thing, all_things, id_of
from iam_atlas.model.addresses import slug
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.wording.translate import Translator

VERSION = 2
"""Raised when a key changes its meaning or goes away."""


def lookup_js(
    atlas: Atlas,
    t: Translator,
    folds: Mapping[str, tuple[str, ...]],
    source_address: SourceAddress,
    prepare: Prepare | None = None,
) -> str:
    """The whole script. The same atlas gives the same text; what `site.redact` keeps back is not in it.

    `folds` maps the id of a card that stands for many to the ids of those; `source_address` gives the address of a
    place in the input, absolute or relative to the generated folder, None where there is none. `prepare` answers for
    pairs that the atlas does not list; None decides them as the atlas has it, which must not be one with stand-ins.
    """
    view = shown(atlas, t, source_address)
    things = all_things(view)
    numbers = {thing.ref: number for number, thing in enumerate(things)}
    sentences = Sentences(view)
    told = packed_steps(_line(step, numbers, sentences) for step in atlas.graph.steps if view.shows_step(step))
    targets = [thing for thing in things if thing.ref.kind is RefKind.ROLE]
    unlisted = closed([*numbers], [thing.key for thing in targets], sentences, prepare or inquiry_into(atlas))
    whole = packed(records(things, view), [_filling(thing, view) for thing in things])
    parts: dict[str, Json] = {
        "version": VERSION,
        "patterns": whole.patterns,
        "fillings": whole.fillings,
        "things": whole.things,
        "says": [*sentences.says.rows],
        "statements": [[words, address] for words, address in sentences.statements.rows],
        "reasons": [[said, [*cited]] for said, cited in sentences.reasons.rows],
        "kinds": [_kind(kind) for kind in told.kinds],
        "runs": [[kind, [*targets]] for kind, targets in told.runs],
        "steps": [[caller, [*runs]] for caller, runs in told.steps],
        "targets": [numbers[thing.ref] for thing in targets],
        "whys": [_why(why) for why in sentences.whys.rows],
        "rows": [[[*run] for run in row] for row in unlisted.rows],
        "closed": {str(numbers[ref]): row for ref, row in unlisted.of.items()},
        "folds": _folds(folds, things),
    }
    return script(parts)


def _line(step: Access, numbers: Mapping[Ref, int], sentences: Sentences) -> Line:
    answer, lasting, remark = sentences.told(step)
    groups = tuple(numbers[Ref(RefKind.GROUP, group)] for group in step.through)
    return Line(numbers[step.caller], numbers[step.becomes], Kind(*answer, lasting, groups, remark))


def _kind(kind: Kind) -> Json:
    return [kind.state, kind.said, [*kind.reasons], kind.lasting, [*kind.through], kind.remark]


def _filling(thing: Thing, view: Shown) -> Filling:
    """What the copies of a role, or of a permission set, have for themselves: their account's name, slug and id.

    Nothing on a public site, whose files are searched for what must not be in them: it must stand there in one piece.
    """
    if thing.ref.kind not in (RefKind.ROLE, RefKind.PERMISSION_SET) or view.redaction.public:
        return ()
    account = view.landscape.accounts[thing.key.account]
    return tuple(map(view.text, (account.name, slug(account.name), account.id)))


def _why(answer: Answer) -> Json:
    said: list[Json] = [answer.said, [*answer.reasons]]
    return [*said, answer.state] if answer.state else said


def _folds(folds: Mapping[str, tuple[str, ...]], things: tuple[Thing, ...]) -> Json:
    numbers = {id_of(thing): number for number, thing in enumerate(things)}
    return {card: [numbers[one] for one in ids if one in numbers] for card, ids in sorted(folds.items())}

"""What AWS has against what is declared becomes a page of Markdown: a summary, a table, the details folded."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from iam_atlas.answers.outline import whole
from iam_atlas.importers.compare import Comparison, Difference
from iam_atlas.importers.compared_text import HEADINGS, details, not_looked_at, summary
from iam_atlas.pages.escape import code, text
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import Translator


def compared_page(comparison: Comparison, t: Translator) -> str:
    """The page, in the language of `t`. Whatever comes from the file or from a dump is escaped."""
    lines = [f"# {text(t('AWS against what is declared'))}", "", text(say(summary(comparison), t)), ""]
    if comparison.differences:
        lines += [*_table(comparison, t), "", f"## {text(t('In detail'))}", ""]
    for arn, found in groupby(comparison.differences, key=lambda one: one.arn):
        lines += _folded(arn, [*found], comparison.names, t)
    lines += [f"## {text(t('Not looked at'))}", ""]
    lines += (f"- {text(sentence)}" for sentence in not_looked_at(comparison, t))
    return whole(lines)


def _table(comparison: Comparison, t: Translator) -> Iterator[str]:
    yield f"| {t('What differs')} | {t('Where')} | {t('Verdict')} |"
    yield "| --- | --- | --- |"
    for one in comparison.differences:
        yield f"| {code(_what(one.arn))} | {_where(one.arn, comparison.names)} | {text(say(HEADINGS[one.kind], t))} |"


def _folded(arn: str, found: Sequence[Difference], names: Mapping[str, str], t: Translator) -> Iterator[str]:
    """The details of one thing; nothing for one that is only missing or too many."""
    told = [(one, [*details(one, t)]) for one in found]
    if not any(sentences for _, sentences in told):
        return
    yield '<details class="note atlas-fold" markdown="1">'
    yield f'<summary markdown="span">{code(_what(arn))}, {_where(arn, names)}</summary>'
    yield ""
    yield code(arn)
    for one, sentences in told:
        yield from ("", text(say(HEADINGS[one.kind], t)), "", *(f"- {text(sentence)}" for sentence in sentences))
    yield from ("", "</details>", "")


def _what(arn: str) -> str:
    return arn.split(":", 5)[5]


def _where(arn: str, names: Mapping[str, str]) -> str:
    id = arn.split(":")[4]
    return f"{text(names[id])} ({code(id)})" if id in names else code(id)

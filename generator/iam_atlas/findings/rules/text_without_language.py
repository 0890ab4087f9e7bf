"""The rule `text-without-language`: text that a language of the site lacks."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="text-without-language",
    gravity=Gravity.INFO,
    title=N_("Text that a language of the site lacks"),
    what=N_("A text is written for single languages, and one of the languages of the site is not among them."),
    why=N_("Pages in that language show it in another one."),
    fix=N_("Add the text in that language, or write it once for all languages."),
    bad="""\
site: { languages: [en, ja] }
groups: { developers: { description: { en: Builds the shop. } } }
""",
    good="""\
site: { languages: [en, ja] }
groups: { developers: { description: { en: Builds the shop., ja: ショップを開発します。 } } }
""",
    sources=("docs/reference/accounts-yaml.md",),
)

"""The rule `language-not-spoken`: language that pages cannot be in."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="language-not-spoken",
    gravity=Gravity.LOW,
    title=N_("Language that pages cannot be in"),
    what=N_("`site.languages` names a language that there is no catalogue for."),
    why=N_("The site has no pages in it, whoever expects them."),
    fix=N_("Take the language out, or add a catalogue for it."),
    bad="""\
site: { languages: [en, tlh] }
""",
    good="""\
site: { languages: [en] }
""",
    sources=("docs/reference/accounts-yaml.md",),
)

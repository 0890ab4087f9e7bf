"""The names that our mkdocs.yml gives to the theme's colour schemes, in any language of ours."""

from collections.abc import Iterator

import yaml

from iam_atlas.site.configuration import at
from iam_atlas.wording.catalogues import LANGUAGES, translator
from iam_atlas.wording.translate import N_, Translator

_SCHEMES = (
    N_("Colours of your system. Switch to light"),
    N_("Light colours. Switch to dark"),
    N_("Dark colours. Switch to those of your system"),
)


def with_schemes(text: str, t: Translator) -> str:
    """The text of our mkdocs.yml, with the English names said in another language."""
    for name in _SCHEMES:
        text = text.replace(name, t(name))
    return text


def say_schemes(configuration: yaml.Node, t: Translator) -> None:
    """Put our names, in whatever language they are, into another language; names of others stay."""
    ours = {translator(language)(name): name for language in LANGUAGES for name in _SCHEMES}
    for name in _names(configuration):
        if name.value in ours:
            english = ours[name.value]
            name.value = t(english)


def _names(configuration: yaml.Node) -> Iterator[yaml.ScalarNode]:
    palette = at(configuration, "theme", "palette")
    for scheme in palette.value if isinstance(palette, yaml.SequenceNode) else ():
        name = at(scheme, "toggle", "name")
        if isinstance(name, yaml.ScalarNode):
            yield name

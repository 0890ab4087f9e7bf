"""The JSON of a Terraform state or plan -> its resources, each with its values and what is not known of it yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iam_atlas.errors import said
from iam_atlas.importers.fields import Fields
from iam_atlas.importers.found import Doc
from iam_atlas.importers.pages import refused
from iam_atlas.model.policies import Json

_FORMAT = "1."


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource. `unknown` are the names of values that only `terraform apply` will tell."""

    address: str
    type: str
    fields: Fields
    unknown: frozenset[str] = field(default_factory=frozenset)

    @property
    def values(self) -> Mapping[str, Json]:
        """The values as they stand."""
        return self.fields.value

    @property
    def file(self) -> str:
        """The file that it stands in."""
        return self.fields.file

    def text(self, key: str) -> str:
        """The text under `key`, which must be there."""
        return self.fields.text(key)

    def optional(self, key: str) -> str | None:
        """The text under `key`; None where there is none, which Terraform also writes as an empty one."""
        return self.fields.text(key) if self.values.get(key) else None

    def number(self, key: str) -> int | None:
        """The number under `key`, None where there is none."""
        return self.fields.number(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under `key`."""
        return self.fields.texts(key)

    def maps(self, key: str) -> Iterator[Fields]:
        """The maps of the list under `key`."""
        return self.fields.maps(key)

    def document(self, key: str) -> Doc:
        """The policy document under `key`, which Terraform keeps as text."""
        return self.fields.document(key)

    def tags(self) -> Mapping[str, str]:
        """All tags, those of the provider among them, but for those that a plan does not know."""
        found = self.fields.inside("tags_all") or self.fields.inside("tags")
        return {key: str(value) for key, value in found.value.items() if value is not None} if found else {}


def resources_of(page: Fields) -> Iterator[Resource]:
    """Every resource of the state, or of what a plan would leave behind, modules and data sources among them."""
    values = page.inside("planned_values") or page.inside("values")
    version = str(page.value.get("format_version", ""))
    if values is None or not version.startswith(_FORMAT):
        message = said("this is not what `terraform show -json` prints of a state or a plan")
        raise refused(page.file, "not-terraform", message)
    unknown = dict(_unknown(page))
    prior = page.inside("prior_state")
    # What a plan only reads stands in the state that it was made from.
    sources = [values, *([inner] if prior and (inner := prior.inside("values")) else [])]
    for number, source in enumerate(sources):
        root = source.inside("root_module")
        for one in _in_module(root) if root else ():
            if number == 0 or one.value.get("mode") == "data":
                yield _resource(one, unknown)


def _in_module(module: Fields) -> Iterator[Fields]:
    yield from module.maps("resources")
    for inner in module.maps("child_modules"):
        yield from _in_module(inner)


def _resource(one: Fields, unknown: Mapping[str, frozenset[str]]) -> Resource:
    address = one.text("address")
    values = one.inside("values") or Fields({}, one.file, one.way)
    return Resource(address, one.text("type"), values, unknown.get(address, frozenset()))


def _unknown(page: Fields) -> Iterator[tuple[str, frozenset[str]]]:
    for one in page.maps("resource_changes"):
        change = one.inside("change")
        after = change.value.get("after_unknown") if change else None
        if isinstance(after, dict):
            # A list or a map is known in part where only some of its values are not.
            yield one.text("address"), frozenset(key for key, value in after.items() if _has_unknown(value))


def _has_unknown(value: Json) -> bool:
    if isinstance(value, dict):
        return any(map(_has_unknown, value.values()))
    return any(map(_has_unknown, value)) if isinstance(value, list) else value is True

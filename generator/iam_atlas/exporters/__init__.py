"""Exports: the analysed atlas as files for other programs. `TEXTS` and `FOLDERS` list the kinds."""

from collections.abc import Callable, Mapping

from iam_atlas.exporters.access_csv import access_csv
from iam_atlas.exporters.access_json import access_json
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.granted import granted_registry
from iam_atlas.exporters.policies import policies
from iam_atlas.exporters.showing import Showing
from iam_atlas.exporters.switch_roles import switch_roles
from iam_atlas.exporters.terraform import terraform
from iam_atlas.model.grants import Ref

TEXTS: Mapping[str, Callable[[Showing, Ref | None], str]] = {
    "aws-config": aws_config,
    "switch-roles": switch_roles,
    "csv": access_csv,
    "json": access_json,
}
"""Kinds that are one text, for somebody or (None) for everybody."""

FOLDERS: Mapping[str, Callable[[Showing, Ref | None], Mapping[str, str]]] = {
    "granted": granted_registry,
    "policies": policies,
    "terraform": terraform,
}
"""Kinds that are several texts, by their path in a folder."""

"""The shape of accounts.yaml: one description of every field, from which checks, JSON Schema and reference come."""

from iam_atlas.load.shape.check import check_shape
from iam_atlas.load.shape.reference import FieldDoc, fields

__all__ = ["FieldDoc", "check_shape", "fields"]

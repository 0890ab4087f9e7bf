"""How strong permissions are: AWS's access level of one action, and the level of a whole set that diagrams show."""

from iam_atlas.model.identity import Member


class Level(Member):
    """ADMIN can change who may do what (IAM) without a ceiling that stops it; WRITE changes something; READ only looks.

    NONE is for a role that may do nothing but move on to other roles, UNKNOWN where a policy's document is not at hand
    and what is known is not already ADMIN.
    """

    ADMIN = "admin"
    WRITE = "write"
    READ = "read"
    NONE = "none"
    UNKNOWN = "unknown"


class AccessLevel(Member):
    """AWS's access levels, weakest first (Service Authorization Reference)."""

    LIST = "List"
    READ = "Read"
    TAGGING = "Tagging"
    WRITE = "Write"
    PERMISSIONS = "Permissions management"

"""The landscape with both halves to Terraform: a folder an account, with what the file declares there.

A beginning for whoever keeps accounts with Terraform: what exists already has to be imported, and what the file does
not know is named in comments. Resources are those of the `aws` provider; its documentation is the source of arguments.
"""

from collections.abc import Iterable, Iterator, Mapping

from iam_atlas.errors import UsageError, said
from iam_atlas.exporters.attachments import customer_managed
from iam_atlas.exporters.file_names import file_names
from iam_atlas.exporters.hcl import Encoded, block, label, resource
from iam_atlas.exporters.ini import comments
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.showing import Showing
from iam_atlas.exporters.terraform_organization import organization_blocks
from iam_atlas.exporters.terraform_principals import group_blocks, role_blocks, user_blocks
from iam_atlas.exporters.terraform_providers import provider_blocks
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.grants import Ref

_Blocks = Iterable[list[str]]


def terraform(showing: Showing, who: Ref | None) -> Mapping[str, str]:
    """Every file by its path; accounts of somebody else have none. UsageError where only a part is asked for."""
    if who is not None or showing.redaction != SHOWN:
        raise UsageError(said("Terraform is exported whole: what somebody has hangs together with what others have"))
    own = [one for one in showing.landscape.accounts.values() if one.kind is not AccountKind.EXTERNAL]
    folders = file_names(account.name for account in own)
    return {
        f"{folders[account.name]}/{file}": _text(blocks)
        for account in own
        for file, blocks in _files(showing, account)
        if blocks
    }


def _files(showing: Showing, account: Account) -> Iterator[tuple[str, list[list[str]]]]:
    yield "main.tf", [_versions(), _provider(account)]
    yield "policies.tf", [*_policies(showing, account)]
    yield "roles.tf", [*role_blocks(showing, account)]
    yield "groups.tf", [*group_blocks(showing, account)]
    yield "users.tf", [*user_blocks(showing, account)]
    yield "identity-providers.tf", [*provider_blocks(showing, account)]
    organization = showing.landscape.organization
    if organization is not None and organization.management == account.name:
        yield "organization.tf", [*organization_blocks(showing)]


def _versions() -> list[str]:
    """From this version of the provider on, an OpenID Connect provider needs no thumbprints."""
    source = {"source": "hashicorp/aws", "version": ">= 5.81"}
    return block("terraform", (), block("required_providers", [("aws", source)]))


def _provider(account: Account) -> list[str]:
    """The provider refuses to work with the credentials of another account."""
    region = account.regions[0] if account.regions else None
    return block('provider "aws"', [("region", region), ("allowed_account_ids", [account.id])])


def _policies(showing: Showing, account: Account) -> _Blocks:
    for policy in customer_managed(showing.landscape, showing.atlas.halves, account):
        if policy.document is None:
            yield comments(showing.t("The document of policy {name} is not known.", name=policy.name))
            continue
        yield resource(
            "aws_iam_policy",
            label(policy.path_and_name),
            [("name", policy.name), ("path", policy.path), ("policy", Encoded(policy.document.value))],
        )


def _text(blocks: _Blocks) -> str:
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"

"""The rule `any-pod-of-the-cluster`: cluster trusted without saying which pod."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="any-pod-of-the-cluster",
    gravity=Gravity.HIGH,
    title=N_("Cluster trusted without saying which pod"),
    what=N_("The trust in an Amazon EKS cluster does not name a service account."),
    why=N_("Whoever can start a pod anywhere in the cluster can have it take the role."),
    fix=N_("Ask for the subject `system:serviceaccount:NAMESPACE:NAME`, by `subjects` in the trust entry."),
    bad="""\
providers:
  cluster:
    kind: oidc
    url: https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
    audiences: [sts.amazonaws.com]
    accounts: [prod]
roles:
  shop:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust: [{ provider: cluster }]
""",
    good="""\
providers:
  cluster:
    kind: oidc
    url: https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
    audiences: [sts.amazonaws.com]
    accounts: [prod]
roles:
  shop:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust: [{ provider: cluster, subjects: ["system:serviceaccount:shop:checkout"] }]
""",
    sources=('Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts"',),
)

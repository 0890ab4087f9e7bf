"""The rule `service-role-takeover`: administrator's role within reach over a service."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="service-role-takeover",
    gravity=Gravity.MEDIUM,
    title=N_("Administrator's role within reach over a service"),
    what=N_(
        "Somebody who is no administrator may change or enter what a service runs, and a role in the same account that "
        "trusts this service is an administrator. Whether the service runs anything with it is not in the file."
    ),
    why=N_("Code that somebody puts into a function, a build or a machine acts with the permissions of its role."),
    fix=N_("Give the role that the service has only what it needs, or name in the policy what may be changed."),
    bad="""\
roles:
  worker: { policies: [AdministratorAccess], trust: [{ service: lambda.amazonaws.com }], accounts: [dev] }
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Action: lambda:UpdateFunctionCode, Resource: "*" }]
""",
    good="""\
roles:
  worker: { policies: [AdministratorAccess], trust: [{ service: lambda.amazonaws.com }], accounts: [dev] }
  viewer:
    inline:
      p:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: lambda:UpdateFunctionCode
            Resource: "arn:aws:lambda:*:333333333333:function:shop"
""",
    sources=("pathfinding.cloud (the ids in the message are its own)",),
)

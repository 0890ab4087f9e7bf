"""The rule `allow-with-notprincipal`: allow for everyone but some."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="allow-with-notprincipal",
    gravity=Gravity.CRITICAL,
    title=N_("Allow for everyone but some"),
    what=N_("A statement allows access to everyone whom `NotPrincipal` does not name."),
    why=N_(
        "AWS supports `NotPrincipal` only in a Deny. Where an Allow with it is in force, the whole world is let in, "
        "anonymous callers included."
    ),
    fix=N_("Name those who are meant in `Principal`."),
    bad="""\
resources:
  files:
    kind: s3
    account: prod
    name: example-files
    policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          NotPrincipal: { AWS: "333333333333" }
          Action: s3:GetObject
          Resource: "arn:aws:s3:::example-files/*"
""",
    good="""\
resources:
  files:
    kind: s3
    account: prod
    name: example-files
    policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { AWS: "333333333333" }
          Action: s3:GetObject
          Resource: "arn:aws:s3:::example-files/*"
""",
    sources=('IAM User Guide, "AWS JSON policy elements: NotPrincipal"',),
)

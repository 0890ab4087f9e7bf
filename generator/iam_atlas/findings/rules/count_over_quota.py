"""The rule `count-over-quota`: more than AWS allows."""

from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.wording.translate import N_

RULE = Rule(
    id="count-over-quota",
    gravity=Gravity.HIGH,
    title=N_("More than AWS allows"),
    what=N_("There are more users, groups, roles, policies or attached guardrails than AWS allows on any request."),
    why=N_("Some of what the file says cannot be set up, and nobody can say which."),
    fix=N_("Merge or remove some of them; an OU below can take the guardrails that one place cannot."),
    bad="""\
x-deny: &deny
  { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "account:*", Resource: "*" }] }
guardrails:
  rail-1: { kind: scp, attach: [prod], document: *deny }
  rail-2: { kind: scp, attach: [prod], document: *deny }
  rail-3: { kind: scp, attach: [prod], document: *deny }
  rail-4: { kind: scp, attach: [prod], document: *deny }
  rail-5: { kind: scp, attach: [prod], document: *deny }
  rail-6: { kind: scp, attach: [prod], document: *deny }
  rail-7: { kind: scp, attach: [prod], document: *deny }
  rail-8: { kind: scp, attach: [prod], document: *deny }
  rail-9: { kind: scp, attach: [prod], document: *deny }
  rail-10: { kind: scp, attach: [prod], document: *deny }
""",
    good="""\
x-deny: &deny
  { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "account:*", Resource: "*" }] }
guardrails:
  rail-1: { kind: scp, attach: [prod], document: *deny }
  rail-2: { kind: scp, attach: [prod], document: *deny }
""",
    sources=(
        'IAM User Guide, "IAM and AWS STS quotas"',
        'AWS Organizations User Guide, "Quotas and service limits"',
    ),
)

"""A section of accounts.yaml to a short example of it, for the reference of fields.

Each is a part of a file that is valid beside the rest of this repository's accounts.yaml, where a name of the example
takes the place of the same name: `tests/docs/` loads every one. Sections, and parts that sections share, go by the
names that `reference` gives them.
"""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "version": """\
version: 1
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
""",
    "$schema": """\
version: 1
$schema: ./schema/accounts.v1.schema.json
accounts: { jump: "111111111111" }
""",
    "include": """\
include: [people.yaml, accounts/*.yaml]
""",
    "organization": """\
organization:
  id: o-a1b2c3d4e5
  name: Example Corp
  management: management
  root: r-a1b2
""",
    "site": """\
site:
  title: Example AWS accounts
  languages: [en, ja]
  signin_url: https://example-jump.signin.aws.amazon.com/console
  help: { slack: "#aws-help", hours: weekdays 10-18 JST }
  onboarding: { page: docs/first-day.md, tools: [aws-cli, granted] }
  glossary: { landing zone: The accounts that every product starts with. }
""",
    "teams": """\
teams:
  platform: { slack: "#platform", email: platform@example.com, oncall: https://oncall.example.com/platform }
  security: { title: Security team, email: security@example.com }
  shop: {}
""",
    "defaults": """\
defaults:
  region: ap-northeast-1
  max_session: 1h
  require: { mfa: true }
  request: { how: Open a pull request that adds you to the group., sla: 1 working day }
  workloads: { name: "{{workload}}-{{environment}}", ou: Workloads/NonProd }
  environments:
    prod: { color: F2B0A9, description: Customers are here. }
""",
    "ous": """\
ous:
  Core: The accounts that run the organization.
  Workloads: { description: Everything that customers touch. }
  Workloads/Prod: { id: ou-a1b2-c3d4e5f6, owner: platform }
  Workloads/NonProd: {}
""",
    "accounts": """\
accounts:
  jump: { id: "111111111111", kind: jump, ou: Core, alias: example-jump }
  sandbox: "555555555555"
  prod:
    id: "444444444444"
    ou: Workloads/Prod
    environment: prod
    owner: platform
    color: F2B0A9
    contacts: { security: security@example.com }
    root: { mfa: hardware, custodian: security }
""",
    "workloads": """\
workloads:
  payments:
    owner: shop
    ou: Workloads/NonProd
    accounts: # payments-dev and payments-staging
      dev: "123400000001"
      staging: { id: "123400000002", color: FAD791 }
""",
    "users": """\
users:
  aiko: [developers]
  ben:
    name: Ben Ito
    email: ben@example.com
    groups: [developers, operators]
    team: platform
    mfa: hardware
  nightly-report: { kind: machine, mfa: none, access_keys: true, groups: [auditors] }
""",
    "groups": """\
groups:
  developers: Builds the shop.
  finance: { members: external, source: okta, description: Kept in the company login. }
  auditors:
    owner: security
    policies: [self-service-mfa]
""",
    "providers": """\
providers:
  github:
    kind: oidc
    url: https://token.actions.githubusercontent.com
    audiences: [sts.amazonaws.com]
    accounts: [tools]
    github: { org: example, org_id: "1234567" }
  okta: { kind: saml, accounts: [jump] }
""",
    "vendors": """\
vendors:
  watchful:
    account_ids: ["999988887777"]
    external_id: ex-7c1e52d0
    contact: support@watchful.example
    data_access: Metrics and names of resources. No customer data.
""",
    "policies": """\
policies:
  deploy-shop: policies/deploy-shop.json
  read-own-bucket:
    document:
      Version: "2012-10-17"
      Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::example-{{account.name}}/*" }
""",
    "roles": """\
roles:
  developer:
    description: Daily work.
    policies: [PowerUserAccess]
    boundary: team-boundary
    max_session: 8h
    variants:
      env:prod: { policies: [ReadOnlyAccess], max_session: 1h }
  auditor: [SecurityAudit, job-function/ViewOnlyAccess]
""",
    "permission_sets": """\
permission_sets:
  Billing: [job-function/Billing]
  ReadOnly: { policies: [ReadOnlyAccess], max_session: 4h }
groups:
  finance: { members: external, source: company-sso }
providers:
  company-sso: { kind: identity_center, start_url: https://example.awsapps.com/start, region: ap-northeast-1 }
grants:
  finance:
    - { permission_sets: [Billing], accounts: [management] }
""",
    "grants": """\
grants:
  developers: { dev: developer, env:prod: developer }
  operators: { ou:Workloads: [operator, auditor] }
  shop-contractors:
    - roles: [developer]
      accounts: [dev]
      expires: 2027-03-31
      require: { until: 2027-03-31 }
      reason: Rebuilds the checkout until March.
      ticket: OPS-1234
  role:ci-hub@tools: { env:*: ci-deploy }
""",
    "guardrails": """\
guardrails:
  only-our-regions:
    kind: scp
    document: guardrails/only-our-regions.json
    attach: [ou:Workloads]
    exempt: [staging]
""",
    "resources": """\
resources:
  trail-bucket:
    kind: s3
    account: log-archive
    name: example-trail
    encrypted_by: trail-key
    allow:
      - { to: [service:cloudtrail.amazonaws.com], actions: [s3:PutObject], require: { source_org: true } }
      - { to: [account:security], actions: [s3:GetObject, s3:ListBucket], reason: Investigations. }
  trail-key:
    kind: kms
    account: log-archive
    name: alias/trail
    policy: policies/trail-key.json
    kms_grants: [{ to: role:auditor@log-archive, operations: [Decrypt], expires: 2027-01-31 }]
""",
    "expect": """\
expect:
  - { who: developers, cannot: break-glass-admin@prod, reason: Audit 2026-14 }
  - { who: auditors, can: auditor@prod, if: mfa }
  - { who: vendor:watchful, cannot-reach: env:prod, level: write }
""",
    "accepted": """\
accepted:
  - finding: broad-assume-role
    at: role:break-glass-admin@jump
    reason: Assuming it pages the security team.
    owner: security
    until: 2027-06-30
""",
    "annotations": """\
accounts:
  prod:
    id: "444444444444"
    ou: Workloads/Prod
    environment: prod
    title: { en: Production, ja: 本番 }
    description: Customers are here.
    owner: platform
    links: [{ title: Dashboard, url: https://dash.example.com }]
    runbook: docs/runbooks/prod.md
    tags: { pci: yes }
    review_by: 2027-04-01
    redact: [owner, links]
""",
    "break_glass": """\
roles:
  break-glass-admin:
    policies: [AdministratorAccess]
    require: { mfa_max_age: 1h }
    break_glass:
      when: An incident is open and operator is not enough.
      alert: Pages the security team.
      after: Write down what was done within one working day.
      test_every: 90d
      last_tested: 2026-10-02
""",
    "request": """\
groups:
  operators:
    request:
      how: Ask in the ticket queue. Say for how long.
      url: https://tickets.example.com/aws
      approvers: [platform]
      max_duration: 8h
""",
    "require": """\
roles:
  operator:
    policies: [ReadOnlyAccess]
    require:
      mfa_max_age: 1h
      source_ip: [203.0.113.0/24]
      session_name: username
      conditions: { StringEquals: { "aws:RequestedRegion": ap-northeast-1 } }
""",
    "trust": """\
roles:
  ci-hub:
    accounts: [tools]
    trust:
      - { provider: github, repo: shop, repo_id: "7654321", branch: main, description: Releases. }
      - { provider: github, repo: shop, repo_id: "7654321", environment: [dev, staging] }
  watchful-read:
    accounts: [env:prod]
    policies: [job-function/ViewOnlyAccess]
    trust: [{ vendor: watchful }]
  order-worker:
    accounts: [prod]
    policies: [AmazonSQSFullAccess]
    trust: [{ service: ecs-tasks.amazonaws.com, require: { source_account: self } }]
""",
    "variant": """\
roles:
  developer:
    policies: [PowerUserAccess]
    variants:
      env:prod: { policies: [ReadOnlyAccess], max_session: 1h, description: Looks only. }
      dev: { boundary: team-boundary, color: B7CA9D }
""",
}

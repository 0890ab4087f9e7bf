resource "aws_iam_role" "auditor" {
  name                 = "auditor"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "PeopleOfJump"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::111111111111:root"
        }
        Action = "sts:AssumeRole"
        Condition = {
          Bool = {
            "aws:MultiFactorAuthPresent" = "true"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "auditor--securityaudit-xba1333ef" {
  role       = aws_iam_role.auditor.name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

resource "aws_iam_role_policy_attachment" "auditor--job-function-viewonlyaccess-xa4d8fe4b" {
  role       = aws_iam_role.auditor.name
  policy_arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
}

resource "aws_iam_role" "break-glass-admin" {
  name                 = "break-glass-admin"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "PeopleOfJump"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::111111111111:root"
        }
        Action = "sts:AssumeRole"
        Condition = {
          Bool = {
            "aws:MultiFactorAuthPresent" = "true"
          }
          NumericLessThan = {
            "aws:MultiFactorAuthAge" = "3600"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "break-glass-admin--administratoraccess-xdf24df60" {
  role       = aws_iam_role.break-glass-admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "ci-hub" {
  name                 = "ci-hub"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ProviderGithub"
        Effect = "Allow"
        Principal = {
          Federated = "arn:aws:iam::100000000004:oidc-provider/token.actions.githubusercontent.com"
        }
        Action = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = [
              "repo:kingfisher@1234567/shop@7654321:environment:dev",
              "repo:kingfisher@1234567/shop@7654321:environment:staging",
              "repo:kingfisher@1234567/shop@7654321:environment:production",
            ]
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "ci-hub--assume-roles" {
  name = "assume-roles"
  role = aws_iam_role.ci-hub.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SwitchRole"
        Effect = "Allow"
        Action = "sts:AssumeRole"
        Resource = [
          "arn:aws:iam::222222222222:role/ci-deploy",
          "arn:aws:iam::333333333333:role/ci-deploy",
          "arn:aws:iam::444444444444:role/ci-deploy",
        ]
      },
    ]
  })
}

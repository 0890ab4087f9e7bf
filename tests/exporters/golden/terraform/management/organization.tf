resource "aws_organizations_policy" "keep-the-baseline" {
  name = "keep-the-baseline"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "KeepLogging"
        Effect = "Deny"
        Action = [
          "cloudtrail:DeleteTrail",
          "cloudtrail:PutEventSelectors",
          "cloudtrail:StopLogging",
          "cloudtrail:UpdateTrail",
          "config:DeleteConfigurationRecorder",
          "config:DeleteDeliveryChannel",
          "config:StopConfigurationRecorder",
          "guardduty:DeleteDetector",
          "guardduty:DisassociateFromAdministratorAccount",
        ]
        Resource = "*"
      },
      {
        Sid    = "KeepTheTrailItself"
        Effect = "Deny"
        Action = [
          "s3:DeleteBucket",
          "s3:DeleteBucketPolicy",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion",
          "s3:PutLifecycleConfiguration",
        ]
        Resource = ["arn:aws:s3:::kingfisher-trail", "arn:aws:s3:::kingfisher-trail/*"]
      },
      {
        Sid    = "KeepBreakGlass"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy",
          "iam:DeleteRole",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
        ]
        Resource = "arn:aws:iam::*:role/break-glass-admin"
      },
      {
        Sid      = "StayInTheOrganization"
        Effect   = "Deny"
        Action   = "organizations:LeaveOrganization"
        Resource = "*"
      },
    ]
  })
}

# keep-the-baseline belongs to root, whose id is not in the file.

resource "aws_organizations_policy" "only-our-organization" {
  name = "only-our-organization"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOurOrganization"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["kms:*", "s3:*"]
        Resource  = "*"
        Condition = {
          StringNotEqualsIfExists = {
            "aws:PrincipalOrgID" = "o-k1ngf1sh3r"
          }
          BoolIfExists = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
    ]
  })
}

# only-our-organization belongs to ou:Workloads, whose id is not in the file.

resource "aws_organizations_policy" "only-our-regions" {
  name = "only-our-regions"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OnlyTokyoAndVirginia"
        Effect = "Deny"
        NotAction = [
          "account:*",
          "aws-portal:*",
          "budgets:*",
          "ce:*",
          "cloudfront:*",
          "globalaccelerator:*",
          "health:*",
          "iam:*",
          "organizations:*",
          "route53:*",
          "route53domains:*",
          "shield:*",
          "sts:*",
          "support:*",
          "trustedadvisor:*",
          "waf:*",
        ]
        Resource = "*"
        Condition = {
          StringNotEquals = {
            "aws:RequestedRegion" = ["ap-northeast-1", "us-east-1"]
          }
        }
      },
    ]
  })
}

# only-our-regions belongs to ou:Workloads, whose id is not in the file.

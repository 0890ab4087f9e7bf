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
      {
        Sid    = "RoleFederatedAuditorInJump"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::111111111111:role/federated-auditor"
        }
        Action = "sts:AssumeRole"
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

resource "aws_iam_role" "campaign-upload" {
  name                 = "campaign-upload"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ProviderGoogle"
        Effect = "Allow"
        Principal = {
          Federated = "accounts.google.com"
        }
        Action = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "accounts.google.com:aud" = "1234567890-abc.apps.googleusercontent.com"
            "accounts.google.com:sub" = "110169484474386276334"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "campaign-upload--put-only" {
  name = "put-only"
  role = aws_iam_role.campaign-upload.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "UploadOnly"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::kingfisher-campaign/incoming/*"
      },
    ]
  })
}

resource "aws_iam_role" "ci-deploy" {
  name                 = "ci-deploy"
  max_session_duration = 7200
  permissions_boundary = aws_iam_policy.team-boundary.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "RoleCiHubInTools"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::100000000004:role/ci-hub"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "ci-deploy--deploy-shop" {
  role       = aws_iam_role.ci-deploy.name
  policy_arn = aws_iam_policy.deploy-shop.arn
}

resource "aws_iam_role" "customer" {
  name                 = "customer"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ProviderShopApp"
        Effect = "Allow"
        Principal = {
          Federated = "cognito-identity.amazonaws.com"
        }
        Action = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "cognito-identity.amazonaws.com:aud" = "ap-northeast-1:11111111-2222-3333-4444-555555555555"
          }
          "ForAnyValue:StringLike" = {
            "cognito-identity.amazonaws.com:amr" = "authenticated"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "customer--customer-own-files" {
  role       = aws_iam_role.customer.name
  policy_arn = aws_iam_policy.customer-own-files.arn
}

resource "aws_iam_role" "developer" {
  name                 = "developer"
  max_session_duration = 3600
  permissions_boundary = aws_iam_policy.team-boundary.arn
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

resource "aws_iam_role_policy_attachment" "developer--readonlyaccess-x206114b2" {
  role       = aws_iam_role.developer.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role" "operator" {
  name                 = "operator"
  max_session_duration = 14400
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

resource "aws_iam_role_policy_attachment" "operator--readonlyaccess-x206114b2" {
  role       = aws_iam_role.operator.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "operator--operate-shop" {
  role       = aws_iam_role.operator.name
  policy_arn = aws_iam_policy.operate-shop.arn
}

resource "aws_iam_role" "order-worker" {
  name                 = "order-worker"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ServiceEcsTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "444444444444"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "order-worker--queue" {
  name = "queue"
  role = aws_iam_role.order-worker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TakeOrders"
        Effect = "Allow"
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ReceiveMessage",
        ]
        Resource = "arn:aws:sqs:ap-northeast-1:444444444444:orders"
      },
      {
        Sid    = "KeepOrders"
        Effect = "Allow"
        Action = [
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:UpdateItem",
        ]
        Resource = [
          "arn:aws:dynamodb:ap-northeast-1:444444444444:table/orders",
          "arn:aws:dynamodb:ap-northeast-1:444444444444:table/orders/index/*",
        ]
      },
      {
        Sid      = "ReadOwnSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:ap-northeast-1:444444444444:secret:order-worker/*"
      },
    ]
  })
}

resource "aws_iam_role" "watchful-read" {
  name                 = "watchful-read"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "VendorWatchful"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::999988887777:root"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "sts:ExternalId" = "kf-7c1e52d0"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "watchful-read--job-function-viewonlyaccess-xa4d8fe4b" {
  role       = aws_iam_role.watchful-read.name
  policy_arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
}

"""IAM Atlas: one accounts.yaml in, a truthful documentation site about AWS access out."""

__version__ = "0.1.0"

"""accounts.yaml and policy files -> the landscape, with positions; every error of every file at once."""

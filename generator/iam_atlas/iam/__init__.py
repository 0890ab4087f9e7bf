"""How AWS decides: principals, ARNs, actions, conditions, policies, decisions; pure functions."""

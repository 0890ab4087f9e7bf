"""Who can reach whom, over which hops, and why."""

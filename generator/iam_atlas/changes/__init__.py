"""Two analysed atlases to what changed from one to the other; pure functions."""

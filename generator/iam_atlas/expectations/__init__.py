"""What the file expects, held against the access that follows from it; pure functions."""

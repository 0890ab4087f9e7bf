"""The atlas -> files that other tools read."""

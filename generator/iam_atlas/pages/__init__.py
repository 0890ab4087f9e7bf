"""The atlas -> views -> Markdown."""

"""Bundled facts about AWS, each with its source, licence, date and refresh command (see README.md beside this file)."""

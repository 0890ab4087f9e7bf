"""Decisions, residues and amounts as words, in each language of the site."""

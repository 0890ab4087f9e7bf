"""Self-contained cases, one JSON object a line, become plain verdicts with their reasons."""

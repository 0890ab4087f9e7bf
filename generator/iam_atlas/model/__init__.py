"""The declared truth as frozen values; `landscape.py` holds the whole."""

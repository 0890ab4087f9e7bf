"""The atlas -> the same atlas as readers of a public site may see it, and the last look at what is written of it."""

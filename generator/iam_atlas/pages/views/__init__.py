"""One module a kind of page: from the atlas to a frozen view with final strings, sorted rows and resolved links."""

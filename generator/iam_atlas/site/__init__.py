"""Files, manifest, navigation, assets and the MkDocs run: the only room that writes."""

"""The atlas -> what the script of the pages looks things up in."""

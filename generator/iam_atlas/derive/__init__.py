"""The landscape -> both halves of every access as policy documents."""

"""The atlas to drawings: `draw.py` is the way in, each other module one step of it."""

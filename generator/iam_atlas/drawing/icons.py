"""Names of icons to their shapes: small line drawings of our own on a 24-pixel grid, in the colour of the text.

The pictures of the `diagrams` package are dark blue bitmaps that vanish on a dark page; these take the scheme's colours
and need about 200 bytes each.
"""

from collections.abc import Mapping
from types import MappingProxyType

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "user": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5v-1a6 6 0 0 1 6-6h3a6 6 0 0 1 6 6v1z",
        "people": (
            "M9 11a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM2.5 19.5v-.8a5 5 0 0 1 5-5h3a5 5 0 0 1 5 5v.8z"
            "M15.5 4.5a3.2 3.2 0 0 1 0 6.2M17.5 13.9a5 5 0 0 1 4 4.9v.7h-3"
        ),
        "group": (
            "M12 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            "M6.5 20.5v-.9a4.5 4.5 0 0 1 4.5-4.5h2a4.5 4.5 0 0 1 4.5 4.5v.9zM5.5 9.5a2.4 2.4 0 1 1 2.1-3.6"
            "M2 16.5v-.5a3.8 3.8 0 0 1 3.8-3.8h1.4M18.5 9.5a2.4 2.4 0 1 0-2.1-3.6"
            "M22 16.5v-.5a3.8 3.8 0 0 0-3.8-3.8h-1.4"
        ),
        "role": (
            "M3.5 16.5a8.5 8.5 0 0 1 17 0M9.5 8.4v4.6M14.5 8.4v4.6M9.5 8.2c0-1.3.8-2 2.5-2s2.5.7 2.5 2"
            "M2 16.5h20v1.7q-10 2.8-20 0z"
        ),
        "account": "M12 2.8l8 4.6v9.2l-8 4.6-8-4.6V7.4zM4 7.4l8 4.6 8-4.6M12 12v9.2",
        "provider": (
            "M4 4.5h16v15H4zM9 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"
            "M5.8 16.5c.5-2 1.7-2.7 3.2-2.7s2.7.7 3.2 2.7M14.8 9.5h3M14.8 13h3"
        ),
        "branch": (
            "M6.5 8a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM6.5 20.4a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"
            "M17.5 9.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM6.5 8v8M17.5 9.5c0 3.5-3 4-6 4.3s-5 .7-5 2.2"
        ),
        "vendor": (
            "M5 21V7.5h4V3h6v4.5h4V21zM10.5 21v-3.5h3V21M8.5 11h1.5M11.2 11h1.6M14 11h1.5M8.5 14.5h1.5"
            "M14 14.5h1.5M11.2 7h1.6"
        ),
        "service": (
            "M12 15.3a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2"
            "M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"
        ),
        "customer": (
            "M7 2.5h10v19H7zM10.5 18.5h3M12 10.5a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z"
            "M9 15c.4-1.8 1.5-2.5 3-2.5s2.6.7 3 2.5z"
        ),
        "mfa": ("M12 2.8l7.5 2.7v5.5c0 4.8-3 8.2-7.5 10.2-4.5-2-7.5-5.4-7.5-10.2V5.5zM8.6 11.8l2.4 2.4 4.4-4.6"),
        "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.3 2",
        "session": ("M6 3h12M6 21h12M8 3v3.5c0 3 4 3.5 4 5.5s-4 2.5-4 5.5V21M16 3v3.5c0 3-4 3.5-4 5.5s4 2.5 4 5.5V21"),
        "globe": ("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18"),
        "key": "M8 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM11.2 12.3L20 3.5M16 7.5l3.5 3.5M13 10.5l2 2",
        "tag": "M3.5 3.5h8l9 9-8 8-9-9zM8 8.5a.5.5 0 1 0 0-.1",
        "calendar": "M4 5.5h16v15H4zM4 10h16M8.5 3v4.5M15.5 3v4.5",
        "person": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5v-1a6 6 0 0 1 6-6h3a6 6 0 0 1 6 6v1z",
        "organization": "M9 3.5h6v5H9zM3 15.5h6v5H3zM15 15.5h6v5h-6zM12 8.5V12M6 15.5V12h12v3.5",
        "other": (
            "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            "M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
        ),
        "open": "M5 11h14v9.5H5zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2M12 14.5v2.5",
        "unknown": ("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M12 16.5v.3"),
        "warning": "M12 3.5L22 20.5H2zM12 10v4.5M12 17v.5",
        "permission-set": "M5 3.5h14v17H5zM8.5 8.5l1.2 1.2 2-2.2M14 8.5h2.5M8.5 14.5l1.2 1.2 2-2.2M14 14.5h2.5",
    }
)


def icon_or_other(name: str) -> str:
    """`name` when there is such an icon, else the name of the icon for anything."""
    return name if name in ICONS else "other"

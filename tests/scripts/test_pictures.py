"""The pictures that README.md shows: each is there, and a script takes it anew."""

import re
import struct
import zlib

import pytest
from scripts.pictures import PICTURES, TARGET, png

from builders import REPOSITORY

SHOWN = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", (REPOSITORY / "README.md").read_text(encoding="utf-8"))
LARGEST = 250_000  # bytes
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def test_the_script_takes_every_picture_that_is_shown_and_no_other() -> None:
    taken = {(TARGET / f"{name}.png").relative_to(REPOSITORY).as_posix() for name in PICTURES}

    assert taken == set(SHOWN)


@pytest.mark.parametrize("path", SHOWN)
def test_every_picture_that_is_shown_is_there_and_small(path: str) -> None:
    picture = (REPOSITORY / path).read_bytes()

    assert picture.startswith(SIGNATURE)
    assert len(picture) < LARGEST


@pytest.mark.parametrize("name", PICTURES)
def test_a_committed_picture_is_as_wide_as_its_entry_lets_it_be(name: str) -> None:
    """A picture that was taken before its entry changed is one of something else."""
    view = PICTURES[name].view
    (width,) = struct.unpack(">I", (TARGET / f"{name}.png").read_bytes()[16:20])

    assert view.width * view.scale / 2 < width <= view.width * view.scale


@pytest.mark.parametrize("name", PICTURES)
def test_what_a_picture_is_of_is_what_its_name_says(name: str) -> None:
    assert name.endswith(f"-{PICTURES[name].view.scheme}")


def test_pixels_are_written_row_by_row_without_what_says_nothing() -> None:
    red, green, blue, white = (255, 0, 0, 9), (0, 255, 0, 9), (0, 0, 255, 9), (255, 255, 255, 9)

    written = png(2, 2, bytes([*red, *green, *blue, *white]))

    kinds = re.findall(rb"IHDR|IDAT|IEND", written)
    (length,) = struct.unpack(">I", written[33:37])
    rows = zlib.decompress(written[41 : 41 + length])
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]
    assert rows == bytes([0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255])

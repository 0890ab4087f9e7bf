import re

from iam_atlas.site.assets import asset_files
from iam_atlas.site.manifest import ATLAS_FOLDER, is_owned

LARGEST_FONT = 50_000
NAMESPACE = "http://www.w3.org/2000/svg"  # a name that is nobody's address


def test_every_asset_lies_in_the_generated_folder() -> None:
    assert all(is_owned(f"{ATLAS_FOLDER}/{path}") for path in asset_files())


def test_fonts_are_shipped_with_their_licences() -> None:
    files = asset_files()
    fonts = [path for path in files if path.endswith(".woff2")]

    assert len(fonts) == 2
    assert all(len(files[font]) < LARGEST_FONT for font in fonts)
    assert all(b"SIL Open Font License" in files[font.replace(".woff2", ".OFL.txt")] for font in fonts)


def test_no_style_sheet_or_script_names_another_host() -> None:
    texts = {path: text.decode() for path, text in asset_files().items() if path.endswith((".css", ".js"))}

    assert texts
    for path, text in texts.items():
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text.replace(NAMESPACE, "")), path

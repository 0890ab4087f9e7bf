"""`python -m iam_atlas` and the installed `iam-atlas` to the command line."""

import sys

from iam_atlas.cli import run


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

"""`python -m iam_atlas` and the installed `iam-atlas` to the command line."""

import gc
import sys

from iam_atlas.cli import run


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    code = run(sys.argv[1:])
    gc.freeze()  # else the interpreter looks for garbage in all that was made, for seconds, before it ends
    sys.exit(code)


if __name__ == "__main__":
    main()

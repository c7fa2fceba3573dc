"""`python -m chapterhouse` and the `chapterhouse` command."""

from __future__ import annotations

import sys

from .cli import main


def run() -> None:
    """Entry point of the installed command."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())


if __name__ == "__main__":
    run()

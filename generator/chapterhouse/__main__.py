"""`python -m chapterhouse` and the `chapterhouse` command."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        # A name that is not UTF-8 is shown somehow; it must not end a build that succeeded.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # What is loaded stays: looking for what of it could go costs a tenth of loading it.
    gc.disable()
    from .cli import main

    sys.exit(main())


if __name__ == "__main__":
    run()

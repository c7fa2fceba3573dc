"""The commands. The only place that prints, or decides how the process ends.

Exit status: 0 when it worked, 1 when the input was at fault (one line each on stderr),
2 when the command line was.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..errors import ChapterhouseError
from ..processes import collect_seldom
from .arguments import command_line, parse
from .telling import complaints

__all__ = ["command_line", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    collect_seldom()
    try:
        return int(options.command(options))
    except ChapterhouseError as error:
        print("\n".join(complaints(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads our output has seen enough (`chapterhouse inspect ... | head`).
        sys.stderr.close()
        return 0

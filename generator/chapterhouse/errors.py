"""What can go wrong through somebody's input, said in one line a person can act on.

Every error that a user can cause is a `ChapterhouseError`, raised where it is known and
printed in one place (`cli`). Anything else that escapes is a bug in Chapterhouse and keeps
its traceback. Nothing here prints.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .text import masked


class ChapterhouseError(Exception):
    """A problem with a file, a place in it and what to do about it.

    `path` is shown as given (relative to where the command runs), `line` counts from 1.
    """

    def __init__(
        self,
        message: str,
        *,
        path: object | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        return locate(self.message, self.path, self.line, self.hint)

    def __reduce__(self) -> tuple[object, ...]:
        """Keyword-only arguments survive the way back from a worker process."""
        return _rebuild, (type(self), self.message, self.path, self.line, self.hint)

    def within(self, folder: Path) -> ChapterhouseError:
        """The same, where `path` was relative to `folder`."""
        if self.path is None:
            return self
        path = (folder / self.path).as_posix()
        return _rebuild(type(self), self.message, path, self.line, self.hint)


class SourceError(ChapterhouseError):
    """A transcript that cannot be read."""


class ContentError(ChapterhouseError):
    """Something in content/ (site.toml, overrides, people) is not right."""


class ThemeError(ChapterhouseError):
    """A theme that is missing, or a template that fails."""


class OutputError(ChapterhouseError):
    """output/ cannot be written."""


class DeployError(ChapterhouseError):
    """The site cannot be published, or not yet. It never tells a password or token."""

    def __init__(
        self,
        message: str,
        *,
        path: object | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        hidden = None if hint is None else masked(hint)
        place = None if path is None else masked(str(path))
        super().__init__(masked(message), path=place, line=line, hint=hidden)


class Failures(ChapterhouseError):  # noqa: N818 - it is several of them
    """Several problems found in one go, so that nobody mends them one build at a time."""

    def __init__(self, errors: Iterable[ChapterhouseError]) -> None:
        self.errors: tuple[ChapterhouseError, ...] = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.errors,)

    def within(self, folder: Path) -> ChapterhouseError:
        """The same for each of them."""
        return type(self)(error.within(folder) for error in self.errors)


@contextmanager
def placed(folder: Path) -> Iterator[None]:
    """What is read inside has its path from this folder, so that nothing depends on where it is;
    an error names it from where the command runs."""
    try:
        yield
    except ChapterhouseError as error:
        raise error.within(folder) from error.__cause__


def _rebuild(
    kind: type[ChapterhouseError],
    message: str,
    path: str | None,
    line: int | None,
    hint: str | None,
) -> ChapterhouseError:
    return kind(message, path=path, line=line, hint=hint)


def locate(message: str, path: str | None, line: int | None, hint: str | None) -> str:
    """`path:line: message; hint`, leaving out what is not known."""
    path = None if path is None else _in_one_line(path)
    place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
    tail = "" if hint is None else f"; {hint}"
    return f"{place}{message}{tail}"


def _in_one_line(path: str) -> str:
    """A name may hold line ends and other signs that move a terminal's cursor; and bytes that
    are no text."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path)


def explain(error: BaseException) -> str:
    """The error's own sentence, followed by what the disk or another of our errors said
    before it, where that adds anything. Other causes are for developers."""
    parts = [str(error) or type(error).__name__]
    cause = error.__cause__
    while isinstance(cause, ChapterhouseError | OSError):
        said = str(getattr(cause, "strerror", None) or cause)
        if said not in parts[-1]:
            parts.append(said)
        cause = cause.__cause__
    return ": ".join(parts)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint that names the nearest known word, or some of them when none is near."""
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    if not known:
        return "none is known"
    more = ", ..." if len(known) > _ENOUGH else ""
    return f"known are: {', '.join(sorted(known)[:_ENOUGH])}{more}"


_ENOUGH = 20
"""How many known words one line can name."""

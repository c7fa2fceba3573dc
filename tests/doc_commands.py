"""The commands that the documents tell a reader to type.

A line of a code block is one when it begins with "$ ", or, in a block without such lines, with the
name of a program that the documents use. In running text and tables `chapterhouse ...` and
`make ...` in backticks are commands, with words in capitals for what the reader puts there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = (".", "cd", "chapterhouse", ".venv/bin/chapterhouse", "git", "make", "pip", "python3")

_FENCE = re.compile(r"^```(\S*).*?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^(?: {4}.*|[ \t]*)\n)+", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`((?:chapterhouse|make)(?: [^`\n]+(?:\n[^`\n]+)?)?)`(?!`)")
_COMMENT = re.compile(r"\s+#\s.*$")
_SHELL = ("", "sh", "console")


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed, and where that is said."""

    line: int
    text: str


def typed(text: str) -> list[Command]:
    """The commands of all code blocks, in order."""
    found: list[Command] = []
    for line, block in _blocks(text):
        lines = block.splitlines()
        prompted = [at for at, each in enumerate(lines) if each.startswith("$ ")]
        plain = [at for at, each in enumerate(lines) if each.split(" ")[0] in PROGRAMS]
        found += [
            Command(line + at, _COMMENT.sub("", lines[at].removeprefix("$ ")))
            for at in prompted or plain
        ]
    return sorted(found, key=lambda each: each.line)


def mentioned(text: str) -> list[Command]:
    """Those in running text."""
    return [
        Command(text.count("\n", 0, match.start()) + 1, " ".join(match[1].split()))
        for match in _INLINE.finditer(_without_fences(text))
    ]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Code blocks with the line at which each begins."""
    for match in _FENCE.finditer(text):
        if match[1] in _SHELL:
            yield text.count("\n", 0, match.start(2)) + 1, match[2]
    for match in _INDENTED.finditer(_without_fences(text)):
        lines = match[0].splitlines()
        yield text.count("\n", 0, match.start()) + 1, "\n".join(line[4:] for line in lines)


def _without_fences(text: str) -> str:
    """The same lines, those of fenced blocks empty."""
    return _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)


def documents(root: Path) -> list[Path]:
    """Everything that tells a user or a developer what to type."""
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]

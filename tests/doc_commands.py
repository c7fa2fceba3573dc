"""The commands that the documents tell a reader to type, and what they show that is said then.

A line of a code block is a command when it begins with "$ ", or, in a block without such lines,
with the name of a program that the documents use. What follows a "$ " line is what the command
says; a line "..." stands for any lines. In running text and tables `chapterhouse ...`, `make ...`
and the like in backticks are commands, with words in capitals for what the reader puts there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from chapterhouse import __version__

PROGRAMS = (".", "cd", "chapterhouse", ".venv/bin/chapterhouse", "git", "make", "pip", "python3")

STARTER = Path("generator/chapterhouse/starter/files")
"""What `chapterhouse new` writes: a document for hosts, and a workflow."""

_FENCE = re.compile(r"^```(\S*).*?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^(?: {4}.*|[ \t]*)\n)+", re.MULTILINE)
_INLINE = re.compile(
    r"(?<!`)`((?:[A-Z_]+=\S+ )?(?:chapterhouse|make|pip install|pytest|python)"
    r"(?: [^`\n]+(?:\n[^`\n]+)?)?)`(?!`)"
)
_COMMENT = re.compile(r"\s+#\s.*$")
_SHELL = ("", "sh", "console")

_VARIES = (
    (r"\b[0-9a-f]{10}\b", "COMMIT"),
    (r"(?<=127\.0\.0\.1:)\d+", "PORT"),  # the next free one
    (
        r"\b[\d,]+(?= (?:files? written|unchanged|removed|added|changed|deleted|pages?|links?)\b)",
        "N",  # the theme decides how many files there are
    ),
)
"""What a command says otherwise on another day or machine, or after a change of the theme."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed, and where that is said."""

    line: int
    text: str
    shown: tuple[str, ...] = ()
    """The lines that the document shows below it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A code block."""

    line: int
    """Of its first line."""
    kind: str
    """The word behind the fence."""
    text: str


def typed(text: str) -> list[Command]:
    """The commands of all code blocks, in order."""
    return [each for block in blocks(text) if block.kind in _SHELL for each in _of_block(block)]


def _of_block(block: Block) -> Iterator[Command]:
    lines = block.text.splitlines()
    prompted = [at for at, each in enumerate(lines) if each.startswith("$ ")]
    plain = [at for at, each in enumerate(lines) if each.split(" ")[0] in PROGRAMS]
    for at, following in pairwise([*prompted, len(lines)]):
        shown = "\n".join(lines[at + 1 : following]).strip("\n").splitlines()
        yield Command(block.line + at, _bare(lines[at][2:]), tuple(shown))
    for at in [] if prompted else plain:
        yield Command(block.line + at, _bare(lines[at]))


def astray(text: str) -> Iterator[int]:
    """Lines that stand among commands and are none: what is said then stands below a "$ "."""
    for block in blocks(text):
        lines = block.text.splitlines()
        plain = [line.split(" ")[0] in PROGRAMS for line in lines]
        if block.kind in _SHELL and any(plain) and not any(line[:2] == "$ " for line in lines):
            others = zip(lines, plain, strict=True)
            yield from (block.line + at for at, (line, is_one) in enumerate(others)
                        if line and not is_one)  # fmt: skip


def _bare(line: str) -> str:
    return _COMMENT.sub("", line)


def is_said(shown: tuple[str, ...], said: str) -> bool:
    """Whether that is what the document shows."""
    patterns = [
        r"(?:.*\n)*" if each.strip() == "..." else f"{re.escape(_settled(each))}\n"
        for each in shown
    ]
    lines = "".join(f"{_settled(line)}\n" for line in said.splitlines())
    return re.fullmatch("".join(patterns), lines) is not None


def _settled(line: str) -> str:
    """The line without what varies."""
    for varies, sign in _VARIES:
        line = re.sub(varies, sign, line)
    return line.rstrip()


def mentioned(text: str) -> list[Command]:
    """Those in running text."""
    return [
        Command(text.count("\n", 0, match.start()) + 1, " ".join(match[1].split()))
        for match in _INLINE.finditer(_without_fences(text))
    ]


def blocks(text: str) -> list[Block]:
    """All code blocks, in order."""
    return sorted([*_fenced(text), *_indented(text)], key=lambda block: block.line)


def _fenced(text: str) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        yield Block(text.count("\n", 0, match.start(2)) + 1, match[1], match[2])


def _indented(text: str) -> Iterator[Block]:
    for match in _INDENTED.finditer(_without_fences(text)):
        lines = [line[4:] for line in match[0].splitlines()]
        if any(lines):
            above = next(at for at, line in enumerate(lines) if line)
            line = text.count("\n", 0, match.start()) + 1 + above
            yield Block(line, "", "\n".join(lines[above:]).rstrip() + "\n")


def _without_fences(text: str) -> str:
    """The same lines, those of fenced blocks empty."""
    return _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)


def documents(root: Path) -> list[Path]:
    """Everything that tells a user or a developer what to type."""
    written = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]
    return [*written, root / STARTER / "README.md"]


def words(path: Path) -> str:
    """The text of a document, as its reader has it."""
    text = path.read_text(encoding="utf-8")
    is_ours = path.parent.parts[-len(STARTER.parts) :] != STARTER.parts
    return text if is_ours else text.replace("{version}", __version__).replace("{title}", "My show")

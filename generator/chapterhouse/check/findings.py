"""What `check` finds: a fault, and where a person can mend it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from ..errors import ContentError, Failures

Level = Literal["error", "warning"]
"""A reader or an app comes across an error; a warning is something that could be better."""

Kind = Literal[
    "build",
    "address",
    "link",
    "image",
    "feed",
    "people",
    "speaker",
    "number",
    "time",
    "coverage",
    "transcript",
    "unused",
    "site",
    "outside",
]

TITLES: dict[Kind, str] = {
    "build": "The site can't be built",
    "address": "Addresses",
    "link": "Links",
    "image": "Images",
    "feed": "Feeds",
    "people": "People",
    "speaker": "Speakers",
    "number": "Episode numbers",
    "time": "Times",
    "coverage": "Coverage",
    "transcript": "Transcripts",
    "unused": "Unused",
    "site": "Look and language",
    "outside": "Links to other sites",
}
"""Every kind with what it is called, in the order in which they are told."""

_ORDER = {kind: place for place, kind in enumerate(TITLES)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, or could be better."""

    level: Level
    kind: Kind
    message: str
    path: str | None = None
    """The file to open, from where the command runs; None where only the page is known."""
    line: int | None = None
    """From 1."""
    page: str | None = None
    """A page where it is seen, from the site's root."""
    hint: str | None = None
    times: int = 1
    """On how many pages it is seen."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A site that was looked over."""

    findings: tuple[Finding, ...]
    """In a stable order: by kind, errors first, then by file and line."""
    episodes: int = 0
    pages: int = 0
    links: int = 0
    """Different ones, of all pages."""

    def count(self, level: Level) -> int:
        """How many findings are of this level."""
        return Counter(each.level for each in self.findings)[level]

    def refuse(self) -> None:
        """Raises Failures with the errors, where there are any: this is not to be published."""
        errors = [
            ContentError(each.message, path=each.path or each.page, line=each.line, hint=each.hint)
            for each in self.findings
            if each.level == "error"
        ]
        if errors:
            raise Failures(errors)


def in_order(finding: Finding) -> tuple[object, ...]:
    """A key to sort by."""
    return (
        _ORDER[finding.kind],
        finding.level,
        finding.path is None,
        finding.path or "",
        finding.line or 0,
        finding.page or "",
        finding.message,
        finding.hint or "",
    )

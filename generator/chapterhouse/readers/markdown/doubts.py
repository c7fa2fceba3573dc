"""Labels and markers that are set unlike the others of their file.

    **Jane Doe:** text                      the file's own way, a hundred times
    Jane Doe: text                          once: a slip, or words that John reads out?
    **Jane Doe: S**o it is.                 a slip of the editor's mouse
    *nJane Doe:** text                      and another
    Jane – 00:01:02 text                    where others have a colon
    [Audience]: 00:37:19                    a remark in brackets, then a time
    Break: [26:32]                          a marker, or what the host says?

What a file's own way of writing doesn't settle is kept in the text, so that no word is lost
to a guess. It is understood all the same: the speaker and the time are taken from it. A
host reads of each in a diagnostic, and can set it like the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...model import Diagnostic
from ...text import squash
from ..checks import reported
from .inline import plain
from .labels import STAMP, Label, leading_time, seconds
from .plan import Plan
from .rows import Row

_RARE = 3
"""So many times as many labels of the file's own way, and the others are slips."""
_A_FEW = 2


def with_loose_settled(found: Sequence[Row]) -> list[Row]:
    """Labels with speech in the same bold are as good as others, unless they are rare:
    "**Jane: How did it begin?**" is how some pages set all that the interviewer says."""
    kinds = Counter(row.label.kind for row in found if row.label and row.kind == "text")
    if _rare(kinds["loose"], kinds["bold"]):
        return list(found)
    return [
        replace(row, label=replace(row.label, kind="bold"))
        if row.label and row.label.kind == "loose"
        else row
        for row in found
    ]


def with_doubts(found: Sequence[Row], plan: Plan) -> list[Row]:
    """The rows, doubtful labels with their words kept, doubtful markers as asides."""
    doubtful = _doubtful_kinds(found, plan)
    return [_settled(row, plan, doubtful) for row in found]


def _doubtful_kinds(found: Sequence[Row], plan: Plan) -> frozenset[str]:
    kinds = Counter(row.label.kind for row in found if row.label and plan.voice(row))
    unset = kinds["plain"] + kinds["timed"]
    doubtful = {"loose", "run-on"}
    if _rare(unset, kinds["bold"]):
        doubtful |= {"plain", "timed"}
    if unset + kinds["bold"] >= _A_FEW:
        doubtful.add("bracketed")  # a remark, beside labels of another way
    return frozenset(doubtful)


def _rare(count: int, others: int) -> bool:
    return others >= _A_FEW and count * _RARE < others


def _settled(row: Row, plan: Plan, doubtful: frozenset[str]) -> Row:
    label = row.label
    if label is None or row.kind != "text" or label.kind not in doubtful:
        return row
    if plan.voice(row):
        return _kept(row, label)
    return _aside(row) if plan.marker(row) else row


def _kept(row: Row, label: Label) -> Row:
    """In brackets a name is no speech anyway; the time after it may be."""
    if label.kind != "bracketed":
        return replace(row, label=replace(label, rest=row.text, doubtful=True))
    if label.start is None or leading_time(row.text)[0] is not None:
        return row
    said = row.text.partition(":")[2].strip()
    return replace(row, label=replace(label, rest=said, doubtful=True))


def _aside(row: Row) -> Row:
    stamp = STAMP.search(row.text)
    start = seconds(stamp[2]) if stamp else None
    return replace(row, kind="aside", text=squash(plain(row.text)), start=start, label=None)


def reports(found: Sequence[Row]) -> list[Diagnostic]:
    """What a host should look at."""
    labels = [row.number for row in found if row.label and row.label.doubtful]
    asides = [row.number for row in found if row.kind == "aside"]
    return [
        *reported(
            labels,
            "warning",
            "label is not set like the others of this file; kept in the text too",
            "labels are not set like the others of this file; kept in the text too",
        ),
        *reported(
            asides,
            "warning",
            "line is a marker, or words without the bold of a label; kept in the text",
            "lines are markers, or words without the bold of a label; kept in the text",
        ),
    ]

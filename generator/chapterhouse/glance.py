"""The conversation at a glance: where the chapters lie and who speaks when, as shapes of a strip.

The strip is WIDTH units wide, whatever the talk's length, and as high as it has lanes; a page
stretches it to its own width, so nothing here is text and every edge is a whole unit. Its
measure is time, or words where a transcript has no times. Segments without a time between
others that have one are placed by their words, and so are all but the first of several that
begin at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from statistics import median

from .anchors import moments_of
from .axis import Axis, axis_of
from .labels import Labels
from .model import Chapter, Episode, Segment
from .text import format_clock, words
from .views import GlanceView, LaneView, PartView, RunView, ShareView, SpeakerView

WIDTH = 1000
"""Units of the whole strip."""
PARTS = 28
"""The height of the chapters' row, in pixels."""
_GAP = 8
_LANE, _LANE_STEP = 7, 11
"""The height of a lane, and from one lane to the next."""
_LANES = 6
"""Speakers with a lane of their own; all others share one more."""
_SPANS = 250
"""How many runs of speech are drawn at most."""
_NARROW = 1
"""Units of a gap that is not drawn: a pixel of the widest page."""
_PACE = 30
"""The height of the pace's curve."""
_BINS = 120

_Run = tuple[int, int, int]
"""From one unit to another, and the position of its first segment."""


def _unit(axis: Axis, place: float) -> int:
    return min(WIDTH, max(0, round(place / axis.length * WIDTH)))


def glance_view(episode: Episode, speakers: Mapping[str, SpeakerView]) -> GlanceView | None:
    """The strip of an episode; None where it would show nothing. `speakers` are by label."""
    segments = episode.segments
    axis = axis_of(segments)
    if axis is None:
        return None
    parts = tuple(_parts(episode.chapters, axis))
    lanes = _lanes(episode, speakers, axis)
    pace = _pace(segments, axis) if axis.timed and not lanes else ""
    if len(parts) < 2 and not lanes and not pace:
        return None
    return GlanceView(
        length=axis.length,
        timed=axis.timed,
        clock=format_clock(axis.length) if axis.timed else "",
        width=WIDTH,
        height=_height(len(lanes), bool(pace)),
        parts=parts,
        lanes=lanes,
        pace=pace,
        words_a_minute=_average(segments, axis) if pace else 0,
    )


def _height(lanes: int, pace: bool) -> int:
    if lanes:
        return PARTS + _GAP + (min(lanes, _LANES + 1) - 1) * _LANE_STEP + _LANE
    return PARTS + _GAP + _PACE if pace else PARTS


def share_views(
    segments: Iterable[Segment], speakers: Mapping[str, SpeakerView], labels: Labels
) -> tuple[ShareView, ...]:
    """How much each speaks, the most talkative first; nothing where fewer than two speak."""
    said = _said(segments, speakers)
    total = sum(said.values())
    known = {speaker.name: speaker for speaker in speakers.values()}
    return tuple(_share(known.get(name), said[name], total, labels) for name in _by_words(said))


def _share(speaker: SpeakerView | None, said: int, total: int, labels: Labels) -> ShareView:
    percent = round(said / total * 100)
    return ShareView(
        name=speaker.name if speaker else labels.say("Others"),
        url=speaker.url if speaker else None,
        colour=speaker.colour if speaker else 0,
        percent=percent,
        label=labels.percent(percent / 100 if percent or not said else said / total),
        words=said,
    )


def _said(segments: Iterable[Segment], speakers: Mapping[str, SpeakerView]) -> dict[str, int]:
    """Name -> words, "" for nobody known; nothing where fewer than two are known to speak."""
    said: dict[str, int] = {}
    for segment in segments:
        name = speakers[segment.speaker].name if segment.speaker is not None else ""
        said[name] = said.get(name, 0) + len(words(segment.text))
    return said if any(said.values()) and len(said.keys() - {""}) > 1 else {}


def _by_words(said: Mapping[str, int]) -> list[str]:
    """Nobody known comes last."""
    return sorted(said, key=lambda name: (not name, -said[name]))


# --- chapters ---------------------------------------------------------------------------


def _parts(chapters: Sequence[Chapter], axis: Axis) -> Iterator[PartView]:
    edges = [_unit(axis, place) for place in _chapter_starts(chapters, axis)]
    edges = [0, *list(accumulate(edges, max))[1:], WIDTH]
    for chapter, (left, right) in zip(chapters, pairwise(edges), strict=True):
        clock = "" if chapter.start is None else format_clock(chapter.start)
        width = max(1, right - left)
        yield PartView(
            label=f"{clock} {chapter.title}".strip(),
            anchor=chapter.anchor,
            start=None if chapter.start is None else int(chapter.start),
            shape=f"M{left} 0h{width}v{PARTS}h-{width}z",
        )


def _chapter_starts(chapters: Sequence[Chapter], axis: Axis) -> Iterator[float]:
    """A chapter begins at its own time, or where its first segment does."""
    position = 0
    for chapter in chapters:
        first = axis.starts[position] if position < len(axis.starts) else axis.length
        yield chapter.start if axis.timed and chapter.start is not None else first
        position += len(chapter.segments)


# --- who speaks when --------------------------------------------------------------------


def _lanes(
    episode: Episode, speakers: Mapping[str, SpeakerView], axis: Axis
) -> tuple[LaneView, ...]:
    """A lane for each speaker, in the order of the shares; none where fewer than two speak."""
    segments = episode.segments
    runs: dict[str, list[_Run]] = {
        name: [] for name in _by_words(_said(segments, speakers)) if name
    }
    if not runs:
        return ()
    spoken = zip(segments, axis.starts, axis.ends(segments), strict=True)
    for position, (segment, start, end) in enumerate(spoken):
        if segment.speaker is not None:
            left = min(_unit(axis, start), WIDTH - 1)
            run = (left, max(left + 1, _unit(axis, end)), position)
            runs[speakers[segment.speaker].name].append(run)
    colours = {speaker.name: speaker.colour for speaker in speakers.values()}
    anchors = moments_of(episode)
    return tuple(
        LaneView(
            name,
            colours[name],
            PARTS + _GAP + min(number, _LANES) * _LANE_STEP + _LANE / 2,
            tuple(_run(run, name, segments, anchors) for run in found),
        )
        for number, (name, found) in enumerate(_fewer(runs).items())
    )


def _fewer(runs: Mapping[str, list[_Run]]) -> dict[str, list[_Run]]:
    """Runs that nearly touch become one; the more there are, the wider a gap is closed."""
    gap = _NARROW
    while True:
        joined = {name: _joined(found, gap) for name, found in runs.items()}
        if sum(map(len, joined.values())) <= _SPANS or gap > WIDTH:
            return joined
        gap = 2 * gap + 1


def _joined(runs: Iterable[_Run], gap: int) -> list[_Run]:
    made: list[_Run] = []
    for left, right, position in runs:
        if made and left <= made[-1][1] + gap:
            made[-1] = (made[-1][0], max(right, made[-1][1]), made[-1][2])
        else:
            made.append((left, right, position))
    return made


def _run(run: _Run, name: str, segments: Sequence[Segment], anchors: Sequence[str]) -> RunView:
    """A line, drawn as thick as the lane is high: the shortest way to write a rectangle."""
    left, right, position = run
    start = segments[position].start
    label = name if start is None else f"{format_clock(start)} {name}"
    return RunView(anchors[position], label, f"M{left} 0h{right - left}")


# --- the pace ---------------------------------------------------------------------------


def _pace(segments: Sequence[Segment], axis: Axis) -> str:
    """The words a minute as an area below the chapters, "" for a talk too short to tell."""
    bins = min(_BINS, axis.length // 10)
    if bins < 4:
        return ""
    spoken = [0.0] * bins
    size = axis.length / bins
    for segment, start, end in zip(segments, axis.starts, axis.ends(segments), strict=True):
        for at, share in _spread(start / size, end / size, bins):
            spoken[at] += len(words(segment.text)) * share
    return _area(_smooth(spoken))


def _spread(start: float, end: float, bins: int) -> Iterator[tuple[int, float]]:
    """The bins that a stretch touches, each with its share of it."""
    first, last = min(int(start), bins - 1), min(int(end), bins - 1)
    for at in range(first, last + 1):
        inside = min(end, at + 1) - max(start, at)
        yield at, 1.0 if first == last else inside / (end - start)


def _smooth(heights: Sequence[float]) -> list[float]:
    """Each with a part of its neighbours': a caption's end is never exact."""
    padded = [heights[0], *heights, heights[-1]]
    return [(a + 2 * b + c) / 4 for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]


def _area(heights: Sequence[float]) -> str:
    """The ground is half of the middle height: what differs is seen, silence is a gap."""
    ground, top = median(heights) / 2, max(heights)
    if top <= ground:
        return ""
    foot = PARTS + _GAP + _PACE
    levels = [foot - round(max(0.0, h - ground) / (top - ground) * _PACE) for h in heights]
    step = WIDTH / len(levels)
    line = "L".join(f"{round((i + 0.5) * step)} {level}" for i, level in enumerate(levels))
    return f"M0 {foot}V{levels[0]}L{line}L{WIDTH} {levels[-1]}V{foot}z"


def _average(segments: Sequence[Segment], axis: Axis) -> int:
    return round(sum(len(words(segment.text)) for segment in segments) / axis.length * 60)

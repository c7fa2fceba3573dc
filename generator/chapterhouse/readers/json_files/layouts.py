"""The table of JSON transcripts: whose it is, how it is recognised, where its entries stand.

Adding a vendor is a row in `LAYOUTS` and mostly one line for it; the names of its keys belong
to the tables in `entries`. The last rows are for everybody else: any list of objects with a
text and a time, wherever it stands, and a text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .entries import (
    SPEAKER,
    TEXT,
    TIMES,
    WORD,
    Entry,
    Word,
    clean,
    in_milliseconds,
    read_entries,
    read_seconds,
    read_speaker,
    read_text,
    read_words,
)
from .tally import Tally
from .tree import Record, records, walk
from .wording import are_single_words, as_words, gather, share_words


@dataclass(frozen=True, slots=True)
class Layout:
    """One vendor's JSON."""

    name: str
    recognise: Callable[[object], bool]
    entries: Callable[[object, Tally], list[Entry]]


def choose(tree: object) -> Layout | None:
    """The first layout that recognises a document."""
    return next((layout for layout in LAYOUTS if layout.recognise(tree)), None)


# --- lists under a known key ------------------------------------------------------------


def _top(tree: object) -> Record:
    return tree if isinstance(tree, Record) else Record({}, 1)


def _has(tree: object, key: str, *inner: str) -> bool:
    """Whether a list stands under the key, some object of which has one of the inner keys."""
    return any(item.get(*inner) is not None for item in records(_top(tree).items(key)))


def _segments(tree: object, tally: Tally) -> list[Entry]:
    """Podcasting 2.0, Whisper and those like it: {"segments": [...]}, times in seconds.

    OpenAI's API puts the words of all segments into a list beside them.
    """
    top = _top(tree)
    entries = read_entries(top.items("segments"), tally, line=top.line)
    if are_single_words(entries):
        return gather(as_words(entries), tally)
    if any(entry.words for entry in entries):
        return entries
    return share_words(entries, list(read_words(top.items("words"), tally)))


def _chunks(tree: object, tally: Tally) -> list[Entry]:
    """Hugging Face pipelines: {"chunks": [{"timestamp": [0.0, 3.2], "text"}]}; with speakers
    the same chunks stand under "speakers" once more."""
    top = _top(tree)
    told = "speakers" if _has(tree, "speakers", "text") else "chunks"
    entries = read_entries(top.items(told), tally, line=top.line)
    return gather(as_words(entries), tally) if are_single_words(entries) else entries


# --- YouTube ----------------------------------------------------------------------------


def _json3(tree: object, tally: Tally) -> list[Entry]:
    """YouTube's json3: events of pieces, times in milliseconds.

    An event that appends goes on with the line before it, unless a line break came between;
    mostly it is nothing but that line break.
    """
    found: list[Entry] = []
    broken = True
    for event in records(_top(tree).items("events")):
        pieces = _pieces(event, tally)
        text = "".join(piece.text for piece in pieces)
        if text.strip():
            if event.get("aAppend") and found and not broken:
                found[-1] = _appended(found[-1], text, pieces)
            else:
                found.append(_event(event, text, pieces))
        if text:
            broken = text.endswith("\n")
    return [replace(entry, text=clean(entry.text, tally, entry.line)) for entry in _ended(found)]


def _pieces(event: Record, tally: Tally) -> list[Word]:
    """Only the first piece begins with its event when it does not say when."""
    begin = _milliseconds(event, "tStartMs", tally)
    found = []
    for number, piece in enumerate(records(event.items("segs"))):
        offset = _milliseconds(piece, "tOffsetMs", tally)
        offset = 0.0 if offset is None and number == 0 else offset
        start = None if begin is None or offset is None else round(begin + offset, 3)
        text = piece.get("utf8")
        if isinstance(text, str):
            found.append(Word(text, event.line, start))
        elif text is not None:
            tally.add("warning", "a text that is not text was left out", piece.line)
    return found


def _milliseconds(record: Record, key: str, tally: Tally) -> float | None:
    value = record.get(key)
    seconds = read_seconds(value, 1000)
    if seconds is None and value is not None:
        tally.add("warning", "a time that cannot be read was left out", record.line)
    return seconds


def _event(event: Record, text: str, pieces: list[Word]) -> Entry:
    start = read_seconds(event.get("tStartMs"), 1000)
    length = read_seconds(event.get("dDurationMs"), 1000)
    end = None if start is None or length is None else round(start + length, 3)
    told = any(piece.get("tOffsetMs") is not None for piece in records(event.items("segs")))
    return Entry(text, event.line, start, end, words=tuple(pieces) if told else ())


def _appended(entry: Entry, text: str, pieces: list[Word]) -> Entry:
    words = (*entry.words, *pieces) if entry.words else ()
    return replace(entry, text=entry.text + text, words=words)


def _ended(entries: list[Entry]) -> Iterator[Entry]:
    """A line of rolling captions stays on the screen while the next one is spoken."""
    for entry, later in zip(entries, [*entries[1:], None], strict=False):
        following = later.start if later and entry.words else None
        if entry.end is not None and following is not None and following < entry.end:
            yield replace(entry, end=following)
        else:
            yield entry


# --- services ---------------------------------------------------------------------------


def _is_deepgram(tree: object) -> bool:
    results = _top(tree).record("results")
    return results is not None and bool(
        records(results.items("channels")) or records(results.items("utterances"))
    )


def _deepgram(tree: object, tally: Tally) -> list[Entry]:
    """Deepgram: every channel has alternatives, the first of which is the best."""
    results = _top(tree).record("results") or Record({}, 1)
    channels = [_channel(channel, tally) for channel in records(results.items("channels"))]
    if not any(channels):
        return read_entries(results.items("utterances"), tally)
    if len(channels) == 1:
        return channels[0]
    named = (
        replace(entry, speaker=entry.speaker or f"Channel {number}")
        for number, entries in enumerate(channels, 1)
        for entry in entries
    )
    return sorted(named, key=lambda entry: entry.start or 0.0)


def _channel(channel: Record, tally: Tally) -> list[Entry]:
    """A channel's sentences with their words; the words alone where there are no paragraphs."""
    best = next(iter(records(channel.items("alternatives"))), Record({}, channel.line))
    words = list(read_words(best.items("words"), tally))
    holder = best.record("paragraphs") or best
    sentences = [
        replace(sentence, speaker=read_speaker(paragraph.get(*SPEAKER), tally, paragraph.line))
        for paragraph in records(holder.items("paragraphs"))
        for sentence in read_entries(paragraph.items("sentences"), tally, line=paragraph.line)
    ]
    if sentences:
        return share_words(sentences, words)
    return gather(words, tally) or _paragraphs(best, tally)


def _is_assemblyai(tree: object) -> bool:
    return _has(tree, "utterances", *TEXT) or _has(tree, "words", *WORD)


def _assemblyai(tree: object, tally: Tally) -> list[Entry]:
    """AssemblyAI: utterances where speakers were told apart, else only words; milliseconds.

    Others use the same names with seconds.
    """
    top = _top(tree)
    told = "utterances" if _has(tree, "utterances", *TEXT) else "words"
    items = top.items(told)
    texts = [read_text(item, WORD, Tally()) for item in records(items)]
    known = top.get("audio_duration", "audio_url", "acoustic_model", "speech_model") is not None
    per_second = 1000 if known or in_milliseconds(items, texts) else 1
    if told == "utterances":
        return read_entries(items, tally, per_second, top.line)
    return gather(list(read_words(items, tally, per_second)), tally)


def _whisper_cpp(tree: object, tally: Tally) -> list[Entry]:
    """whisper.cpp: {"transcription": [{"timestamps", "offsets", "text"}]}, in milliseconds.

    Its full form has tokens, which are pieces of words.
    """
    top = _top(tree)
    return read_entries(top.items("transcription"), tally, 1000, top.line)


def _rev(tree: object, tally: Tally) -> list[Entry]:
    """Rev: {"monologues": [{"speaker", "elements": [{"type", "value", "ts", "end_ts"}]}]}.

    The elements bring their own spaces, as punctuation.
    """
    top = _top(tree)
    named = {item.get("id"): item.get("name") for item in records(top.items("speakers"))}
    found: list[Entry] = []
    for monologue in records(top.items("monologues")):
        label = monologue.get("speaker")
        name = named.get(label) if isinstance(label, int | str) else None
        speaker = read_speaker(label if name is None else name, tally, monologue.line)
        pieces = list(read_words(monologue.items("elements"), tally))
        found += (replace(e, speaker=speaker) for e in gather(_with_spaces(pieces), tally))
    return found


def _with_spaces(pieces: list[Word]) -> list[Word]:
    """Each word with the punctuation and spaces that come before it."""
    found: list[Word] = []
    before = ""
    for piece in pieces:
        if piece.start is not None or not found:
            found.append(replace(piece, text=before + piece.text))
            before = ""
        elif piece.text.isspace():
            before += piece.text
        else:
            found[-1] = replace(found[-1], text=found[-1].text + before + piece.text.rstrip())
            before = piece.text[len(piece.text.rstrip()) :]
    return found


def _is_amazon(tree: object) -> bool:
    results = _top(tree).record("results")
    return results is not None and _has(results, "items", "alternatives")


def _is_speechmatics(tree: object) -> bool:
    first = next(iter(records(_top(tree).items("results"))), None)
    return first is not None and first.get("type") in ("word", "punctuation")


def _amazon(tree: object, tally: Tally) -> list[Entry]:
    """Amazon Transcribe and Speechmatics: words and punctuation, each with alternatives."""
    top = _top(tree)
    holder = top.record("results") or top
    voices = _voices(holder)
    found: list[Word] = []
    for item in records(holder.items("items", "results")):
        best = next(iter(records(item.items("alternatives"))), Record({}, item.line))
        (word,) = read_words([replace(item, values={**best.values, **item.values})], tally)
        if item.get("type") == "punctuation" and found:
            found[-1] = replace(found[-1], text=found[-1].text + word.text.strip())
        else:
            speaker = word.speaker or voices.get(item.get("start_time"))
            found.append(replace(word, speaker=speaker))
    return gather(found, tally)


def _voices(results: Record) -> dict[object, str]:
    """Start of a word -> its speaker, from the list that Amazon keeps apart from the words."""
    labels = results.record("speaker_labels") or Record({}, 1)
    spoken = [s for part in records(labels.items("segments")) for s in records(part.items("items"))]
    found = ((item.get("start_time"), item.get("speaker_label")) for item in spoken)
    return {
        time: label for time, label in found if isinstance(time, str) and isinstance(label, str)
    }


# --- anybody ----------------------------------------------------------------------------


def _is_list(tree: object) -> bool:
    return bool(_longest_list(tree))


def _timed_list(tree: object, tally: Tally) -> list[Entry]:
    """Any list of objects with a text and a time or a speaker; the one with the most words."""
    items = _longest_list(tree)
    texts = [read_text(item, TEXT, Tally()) for item in records(items)]
    entries = read_entries(items, tally, 1000 if in_milliseconds(items, texts) else 1)
    return gather(as_words(entries), tally) if are_single_words(entries) else entries


def _longest_list(tree: object) -> list[object]:
    lists = (value for _, value, _ in walk(tree) if isinstance(value, list))
    return max((found for found in lists if _is_timed(found)), key=_count_words, default=[])


def _is_timed(items: list[object]) -> bool:
    found = records(items)
    texts = sum(isinstance(item.get(*TEXT), str) for item in found)
    timed = any(item.get(*TIMES, *SPEAKER) is not None for item in found)
    return timed and texts * 2 >= len(items)


def _count_words(items: list[object]) -> int:
    return sum(len(read_text(item, TEXT, Tally()).split()) for item in records(items))


def _is_text(tree: object) -> bool:
    text = _top(tree).get("text", "transcript")
    return isinstance(text, str) and " " in text.strip()


def _text(tree: object, tally: Tally) -> list[Entry]:
    """A text alone: a paragraph for every line of it."""
    return _paragraphs(_top(tree), tally)


def _paragraphs(record: Record, tally: Tally) -> list[Entry]:
    text = record.get("text", "transcript")
    lines = text.splitlines() if isinstance(text, str) else []
    return [Entry(clean(line, tally, record.line), record.line) for line in lines if line.strip()]


LAYOUTS: tuple[Layout, ...] = (
    Layout("YouTube json3", lambda tree: _has(tree, "events", "tStartMs", "segs"), _json3),
    Layout("Deepgram", _is_deepgram, _deepgram),
    Layout("Amazon Transcribe", _is_amazon, _amazon),
    Layout("Speechmatics", _is_speechmatics, _amazon),
    Layout("Rev", lambda tree: _has(tree, "monologues", "elements"), _rev),
    Layout("whisper.cpp", lambda tree: _has(tree, "transcription", "text"), _whisper_cpp),
    Layout("Podcasting 2.0", lambda tree: _has(tree, "segments", "body"), _segments),
    Layout("Whisper", lambda tree: _has(tree, "segments", "text", "words"), _segments),
    Layout("Hugging Face", lambda tree: _has(tree, "chunks", "text"), _chunks),
    Layout("AssemblyAI", _is_assemblyai, _assemblyai),
    Layout("a list of timed texts", _is_list, _timed_list),
    Layout("a text", _is_text, _text),
)
"""In order: the first that recognises a document reads it."""

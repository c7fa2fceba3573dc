"""What holds for any Markdown: every word is kept once, in order, and no input takes long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.errors import SourceError
from chapterhouse.model import Source, Transcript
from chapterhouse.readers import read
from chapterhouse.readers.markdown.inline import plain
from chapterhouse.text import format_clock

WORD = re.compile(r"[^\W_]+")
WORDS = st.text(st.sampled_from("abcdeXYZäßи李0"), min_size=1, max_size=8)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
NAMES = st.sampled_from(
    ["Jane Doe", "John", "Mısra", "李雷", "Dr. van der Berg", "O’Neil", "Break"]
)
CLOCKS = st.integers(0, 36_000).map(format_clock)


def line(form: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    """(a line, the words that must be kept of it): the parts that are called `said`."""
    return st.tuples(*parts).map(lambda drawn: (form.format(*drawn), drawn[-1]))


LINES = st.one_of(
    st.just(("", "")),
    line("{}", SENTENCES),
    line("**{}:** {}", NAMES, SENTENCES),
    line("**{}**: {}", NAMES, SENTENCES),
    line("**{}:** \\[{}\\] {}", NAMES, CLOCKS, SENTENCES),
    line("[{}] {}", CLOCKS, SENTENCES),
    line("## {}", SENTENCES),
    line("# {} #", SENTENCES),
    line("- {}", SENTENCES),
    line("> {}", SENTENCES),
    line("*{}*", SENTENCES),
    line("{}: {}", NAMES, SENTENCES),
    line("[{0}](https://example.org)", SENTENCES),
    line("`{}`", SENTENCES),
    line("```{}", st.just("")),
    line("---{}", st.just("")),
    line("<!-- {}", SENTENCES),
    line("{} -->", SENTENCES),
    line("title: {}", SENTENCES),
    line("{} – {}:", NAMES, CLOCKS).map(lambda drawn: (drawn[0], "")),
)
FILES = st.lists(LINES, min_size=1, max_size=30)


def kept(transcript: Transcript) -> str:
    """All words that were read, in the order of the source, speakers aside."""
    found = [(s.line, s.text) for s in transcript.segments]
    found += [(h.line, h.title) for h in transcript.headings]
    found += [(note.line, note.text) for note in transcript.lines]
    found += [(f.line, str(f.value)) for f in transcript.fields]
    return " ".join(text for _, text in sorted(found, key=lambda pair: pair[0]))


def is_subsequence(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(word in rest for word in wanted)


@given(FILES)
@settings(max_examples=400, deadline=None)
def test_every_word_is_kept_in_order(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(written for written, _ in lines)
    try:
        transcript = read(Source("x.md", text.encode(), "0"))
    except SourceError as error:
        assert str(error).startswith("x.md:")
        return
    if transcript.format != "markdown":
        return
    wanted = WORD.findall(" ".join(said for _, said in lines))
    assert is_subsequence(wanted, WORD.findall(kept(transcript)))
    numbers = [s.line for s in transcript.segments]
    assert numbers == sorted(numbers)
    assert all(s.text == " ".join(s.text.split()) != "" for s in transcript.segments)
    assert all(0 <= h.position <= len(transcript.segments) for h in transcript.headings)


@given(st.text(st.sampled_from("ab *_`~[]()!<>\\&;:#-+=0123\n|."), max_size=120))
@settings(max_examples=600, deadline=None)
def test_letters_survive_any_markup(text: str) -> None:
    unlinked = re.sub(r"\]\([^()\s]*", "](", text)  # addresses of links may go
    letters = [c for c in re.sub(r"<br ?/?>", "", unlinked) if c in "ab"]
    assert is_subsequence(letters, list(plain(text)))


@given(st.text(st.sampled_from("ab *_`~.<\n"), max_size=60))
@settings(max_examples=1500, deadline=None)
def test_no_word_is_glued_to_another_and_none_torn(text: str) -> None:
    assert re.findall("[ab]+", plain(text)) == re.findall("[ab]+", text)


@given(st.binary(max_size=300), st.sampled_from([b"", b"---\ntitle: x\n---\n", b"+++\n", b"# a\n"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_transcript_or_a_source_error(data: bytes, head: bytes) -> None:
    try:
        read(Source("x.md", head + data, "0"))
    except SourceError as error:
        assert "\n" not in str(error)


LONG = (
    *("*", "_", "`", "[", "](", "\\", "&", "<", "#", "> ", "- ", "(", "**a", " _a", "![", "~~"),
    *("[0:00] ", "\\[0:00\\] ", "a: ", "0:00 ", "**a:** ", "<!--", "[a](", "`a", "``a ` ", "a ("),
    *("[ ", "( ", "**[0:00]", " ", "a ", "---", "::", "a\u2003", "&a", "<br", "<a@"),
)


@pytest.mark.parametrize("line", LONG)
@pytest.mark.parametrize("head", ["", "# ", "**Jane:** ", "Jane: ", "[", "**"])
def test_a_very_long_line_takes_no_long_time(line: str, head: str) -> None:
    text = f"# Title\n\n**Jane:** one\n\n{head}{line * (300_000 // len(line))}\n\n**John:** three\n"
    before = time.perf_counter()
    read(Source("x.md", text.encode(), "0"))
    assert time.perf_counter() - before < 3


def test_ten_hours_of_markdown_take_no_long_time() -> None:
    turn = "**Jane Doe:** \\[{}\\] So we *say* something [here](https://example.org) & there.\n\n"
    text = "".join(turn.format(format_clock(second)) for second in range(0, 36_000, 5))
    before = time.perf_counter()
    assert len(read(Source("x.md", text.encode(), "0")).segments) == 7200
    assert time.perf_counter() - before < 5

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.corrections import correct, unused
from chapterhouse.model import Heading, Line, Segment, Transcript


def transcript(*said: str, speakers: str | None = None) -> Transcript:
    segments = tuple(
        Segment(text, n + 1, float(n), speaker=speakers[n] if speakers else None)
        for n, text in enumerate(said)
    )
    return Transcript("seeds/x.txt", "captions", segments)


def corrected(rules: dict[str, str], *said: str, speakers: str | None = None) -> list[str]:
    made = correct(transcript(*said, speakers=speakers), rules).transcript
    return [segment.text for segment in made.segments]


@pytest.mark.parametrize(
    ("wrong", "right", "text", "expected"),
    [
        ("West Boss", "Wes Bos", "This is West Boss.", "This is Wes Bos."),
        ("West Boss", "Wes Bos", "west boss", "west boss"),
        ("west boss", "Wes Bos", "West boss, west  boss!", "Wes Bos, Wes Bos!"),
        ("rust", "Rust", "trust rusty rust", "trust rusty Rust"),
        ("C++", "C#", "C++ or C++?", "C# or C#?"),
        ("a.b", "x", "a.b acb", "x acb"),
        ("one", r"\1 \g<0>", "one", r"\1 \g<0>"),
    ],
)
def test_whole_words_are_replaced_and_nothing_else(
    wrong: str, right: str, text: str, expected: str
) -> None:
    assert corrected({wrong: right}, text) == [expected]


def test_words_broken_over_two_lines_are_found_and_both_lines_keep_their_share() -> None:
    rules = {"west boss": "Wes Bos", "masra twarp": "Mısra Türp"}
    said = ("so today west", "boss and masra", "twarp are here")
    assert corrected(rules, *said) == ["so today Wes", "Bos and Mısra", "Türp are here"]


def test_a_line_that_loses_its_only_word_goes_and_times_stay() -> None:
    made = correct(transcript("hello data", "talks", "club"), {"data talks": "DataTalks"})
    assert [(s.text, s.start) for s in made.transcript.segments] == [
        ("hello DataTalks", 0.0),
        ("club", 2.0),
    ]


def test_what_two_speakers_say_is_never_joined() -> None:
    assert corrected({"west boss": "x"}, "West", "Boss", speakers="AB") == ["West", "Boss"]


def test_headings_and_the_page_around_are_corrected_too() -> None:
    given_transcript = Transcript(
        "seeds/x.txt",
        "edited",
        (Segment("Hi", 3),),
        (Heading("Meeting West Boss", 2, 0),),
        (Line("West Boss on CSS", 1),),
    )
    made = correct(given_transcript, {"West Boss": "Wes Bos"}).transcript
    assert made.headings[0].title == "Meeting Wes Bos"
    assert made.lines[0].text == "Wes Bos on CSS"


def test_the_times_of_words_follow_the_words() -> None:
    segment = Segment("so west boss came", 1, 0.0, word_starts=(0.0, 0.5, 0.8, 1.2))
    given_transcript = Transcript("seeds/x.json", "json", (segment,))
    [made] = correct(given_transcript, {"west boss": "Wes"}).transcript.segments
    assert (made.text, made.word_starts) == ("so Wes came", (0.0, 0.5, 1.2))


def test_a_rule_that_finds_nothing_is_known() -> None:
    rules = {"West Boss": "Wes Bos", "nowhere": "x"}
    used = correct(transcript("West Boss"), rules).used
    assert unused(rules, used) == ("nowhere",)


@given(st.lists(st.text("ab c", min_size=1, max_size=8)), st.text("ab", min_size=1, max_size=3))
def test_a_rule_that_changes_nothing_changes_no_word(said: list[str], word: str) -> None:
    lines = [" ".join(text.split()) for text in said if text.strip()]
    assert corrected({word: word}, *lines) == lines


def test_times_follow_words_that_are_corrected_near_each_other() -> None:
    said = "west boss and west boss spoke to masra"
    starts = tuple(float(n) for n, _ in enumerate(said.split()))
    source = Transcript("seeds/x.txt", "json", (Segment(said, 1, 0.0, word_starts=starts),))
    rules = {"west boss": "Wes Bos", "spoke": "has spoken", "masra": "Mısra"}
    (made,) = correct(source, rules).transcript.segments
    assert made.text == "Wes Bos and Wes Bos has spoken to Mısra"
    assert made.word_starts == (0.0, 0.0, 2.0, 3.0, 3.0, 3.0, 3.0, 6.0, 7.0)


@given(st.lists(st.sampled_from(["a", "b", "c", "no no"]), min_size=1, max_size=60))
def test_every_word_has_a_time_after_any_correction(drawn: list[str]) -> None:
    said = " ".join(drawn).split()
    starts = tuple(float(n) for n, _ in enumerate(said))
    segment = Segment(" ".join(said), 1, 0.0, word_starts=starts)
    rules = {"a": "one two", "b c": "x", "no no": "b"}
    for made in correct(Transcript("x.txt", "json", (segment,)), rules).transcript.segments:
        assert len(made.word_starts) == len(made.text.split())
        assert list(made.word_starts) == sorted(made.word_starts)
        assert set(made.word_starts) <= set(starts)

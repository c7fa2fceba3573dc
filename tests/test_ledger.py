"""Links that never die: what was published is found again after every kind of edit."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chapterhouse.anchors import chapter_anchors, moment_anchors
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose
from chapterhouse.errors import ContentError, Failures
from chapterhouse.ledger import (
    Edition,
    Ledger,
    Said,
    as_text,
    names_of,
    parse,
    read_ledgers,
    recognise,
    said_of,
    without_day,
)
from chapterhouse.model import Episode, Segment
from chapterhouse.readers import read
from chapterhouse.sources import load_source
from editions import (
    PACE,
    WORDS_A_PARAGRAPH,
    Published,
    corrected,
    episode,
    paragraphs,
    publish,
    renamed,
    segments,
)

TITLES = {0: "Welcome", 20: "Questions", 50: "Hobbies", 80: "Farewell"}
LENGTH = 100
"""Paragraphs: 27 minutes."""
TIMED = pytest.mark.parametrize("timed", [True, False], ids=["timed", "untimed"])


def made(name: str = "a", *, timed: bool = True) -> Episode:
    said = segments(paragraphs(name, LENGTH), timed=timed)
    return episode(said, TITLES, f"seeds/{name}.txt", name, name.upper())


def paragraph(of: Episode, after: Published, anchor: str) -> int:
    """Which paragraph of the later edition an anchor leads to."""
    return [each.text for each in of.segments].index(after.words_at(anchor, of))


def anchors(published: Published, source: str = "seeds/a.txt") -> list[str]:
    names = published.names[source]
    return [*names.chapters, *names.moments]


def second_build(first: Published, *episodes: Episode) -> Published:
    """A later build, from what lies on disk after the first."""
    ledgers = [parse(as_text(each), each.key, "x") for each in first.ledgers]
    assert tuple(ledgers) == first.ledgers
    return publish(episodes, ledgers)


def away(first: Episode, then: Episode, before: Published, after: Published) -> list[float]:
    """For each anchor of the first edition, by how many paragraphs it is not where its words
    are now. `then` has the first one's paragraphs, perhaps corrected, and the shift is 0."""
    return [
        abs(paragraph(first, before, anchor) - paragraph(then, after, anchor))
        for anchor in anchors(before, first.source)
    ]


# --- without a change ---------------------------------------------------------------------


@TIMED
def test_the_first_anchors_are_those_of_the_titles_and_the_seconds(timed: bool) -> None:
    published = publish([a := made(timed=timed)])
    assert published.names[a.source].chapters == ("welcome", "questions", "hobbies", "farewell")
    assert list(published.names[a.source].moments) == moment_anchors(a.segments)
    assert published.names[a.source].aliases == {}


@TIMED
def test_nothing_changes_when_nothing_changed(timed: bool) -> None:
    first = publish([made(timed=timed), made("b", timed=timed)])
    second = second_build(first, made("b", timed=timed), made(timed=timed))
    assert second.ledgers == first.ledgers
    assert second.names == first.names
    assert second.inheritance.losses == ()


TITLE = st.sampled_from(["Questions", "Questions 7", "Questions 2", "A", "t7", "page", "👋"])
TIMES = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=12)


@given(TIMES, st.lists(TITLE, min_size=1, max_size=6))
def test_without_a_past_every_anchor_is_the_natural_one(
    times: Sequence[int | None], titles: Sequence[str]
) -> None:
    known = iter(sorted(time for time in times if time is not None))
    said = [Segment("Yes.", 1, None if t is None else float(next(known))) for t in times]
    a = episode(said, dict(enumerate(titles[: len(said)])))
    names = names_of(a, {})
    assert list(names.moments) == moment_anchors(a.segments)
    assert list(names.chapters) == chapter_anchors((c.title, c.start) for c in a.chapters)


# --- what editors do ----------------------------------------------------------------------


@TIMED
def test_everything_renamed(timed: bool) -> None:
    first = publish([a := made(timed=timed), made("b", timed=timed)])
    second = second_build(first, new := renamed(a, "zz"), made("b", timed=timed))
    ledger = next(each for each in second.ledgers if each.key == "a")
    assert ledger.pages == ("zz", "a")
    assert second.names[new.source].aliases == {
        0: ("welcome",),
        20: ("questions",),
        50: ("hobbies",),
        80: ("farewell",),
    }
    assert second.inheritance.losses == ()


@TIMED
def test_one_word_in_twenty_corrected(timed: bool) -> None:
    a = made(timed=timed)
    said = segments(corrected(paragraphs("a", LENGTH)), timed=timed)
    edited = renamed(episode(said, TITLES), "edited")
    first = publish([a, made("b", timed=timed)])
    second = second_build(first, made("b", timed=timed), edited)
    assert second.inheritance.losses == ()
    assert set(away(a, edited, first, second)) == {0}


@TIMED
@pytest.mark.parametrize("edit", ["cut", "added", "both"])
def test_paragraphs_cut_and_added(timed: bool, edit: str) -> None:
    texts = paragraphs("a", LENGTH)
    new = paragraphs("new", 4)
    if edit != "cut":
        texts = [*texts[:30], *new, *texts[30:]]
    if edit != "added":
        texts = [*texts[:60], *texts[63:]]
    a = made(timed=timed)
    edited = renamed(episode(segments(texts, timed=timed), {0: "New"}), "edited")
    second = second_build(first := publish([a]), edited)
    assert second.inheritance.losses == ()
    now = {text: i for i, text in enumerate(texts)}
    for anchor in anchors(first):
        words = first.words_at(anchor, a)
        if words in now:
            seconds = abs(now[words] - paragraph(edited, second, anchor)) * WORDS_A_PARAGRAPH / PACE
            assert seconds <= 30, anchor


@pytest.mark.parametrize("intro", [-20.0, 7.3, 45.0, 600.0])
def test_all_times_shifted_by_an_intro(intro: float) -> None:
    texts = paragraphs("a", LENGTH)
    a = episode(segments(texts, 30.0), TITLES)
    edited = episode(segments(texts, 30.0 + intro), TITLES)
    second = second_build(first := publish([a]), edited)
    assert second.names[a.source].chapters == first.names[a.source].chapters
    for anchor in anchors(first):
        assert second.words_at(anchor, edited) == first.words_at(anchor, a)
    third = second_build(second, edited)
    assert third.names == second.names
    assert third.ledgers == second.ledgers


def test_an_anchor_keeps_its_words_when_its_second_is_another_ones() -> None:
    texts = paragraphs("a", LENGTH)
    a, edited = (episode(segments(texts, at), TITLES) for at in (0.0, 160.0))
    second = second_build(publish([a]), edited)
    names = second.names[a.source]
    assert names.moments[0] == "t160-2"
    assert names.aliases[10] == ("t160",)


def test_a_chapter_added_before_one_of_the_same_title_does_not_take_its_anchor() -> None:
    said = segments(paragraphs("a", LENGTH))
    first = publish([episode(said, TITLES)])
    second = second_build(first, episode(said, {**TITLES, 10: "Questions"}))
    names = second.names["seeds/a.txt"]
    assert names.chapters == ("welcome", "questions-160", "questions", "hobbies", "farewell")
    assert names.aliases == {}


def test_a_paragraph_that_is_named_by_its_words_keeps_that_name_wherever_it_goes() -> None:
    texts = paragraphs("a", LENGTH)
    there = [*texts[1:90], texts[0], *texts[90:]]
    a, edited = (episode(segments(each, timed=False), {0: "Welcome"}) for each in (texts, there))
    second = second_build(first := publish([a]), edited)
    assert second.names[a.source].moments[89] == first.names[a.source].moments[0]


def test_a_transcript_gets_times() -> None:
    texts = paragraphs("a", LENGTH)
    a, edited = (episode(segments(texts, timed=timed), TITLES) for timed in (False, True))
    second = second_build(first := publish([a]), edited)
    assert second.names[a.source].chapters == first.names[a.source].chapters
    for anchor in anchors(first):
        assert second.words_at(anchor, edited) == first.words_at(anchor, a)


# --- which episode is which ---------------------------------------------------------------


def test_two_episodes_that_exchange_their_files_and_titles_are_told_by_their_words() -> None:
    a, b = made(), made("b")
    swapped = [
        replace(a, source=b.source, slug="b", title="B"),
        replace(b, source=a.source, slug="a", title="A"),
    ]
    second = second_build(publish([a, b]), *swapped)
    pages = {each.key: each.source for each in second.ledgers}
    assert pages == {"a": b.source, "b": a.source}


def test_two_of_one_number_and_title_are_told_by_their_words() -> None:
    a, b = made(), replace(made("b"), title="A", slug="a-b")
    new_a, new_b = renamed(a, "y"), replace(renamed(b, "x"), title="y")
    second = second_build(publish([a, b]), new_b, new_a)
    assert {each.key: each.source for each in second.ledgers} == {
        "a": new_a.source,
        "a-b": new_b.source,
    }


def test_the_same_words_twice_are_told_by_their_names() -> None:
    a, rerun = made(), replace(made(), source="seeds/rerun.txt", slug="rerun", title="Rerun")
    second = second_build(publish([a, rerun]), rerun, a)
    sources = {each.key: each.source for each in second.ledgers}
    assert sources == {"a": a.source, "rerun": rerun.source}


@TIMED
def test_an_episode_split_in_two(timed: bool) -> None:
    texts = paragraphs("a", LENGTH)
    a = made(timed=timed)
    one = episode(segments(texts[:55], timed=timed), {0: "One"}, "seeds/1.txt", "one", "One")
    intro = paragraphs("intro", 3)
    rest = segments([*intro, *texts[55:]], timed=timed)
    two = episode(rest, {0: "Two"}, "seeds/2.txt", "two", "Two")
    first = publish([a])
    second = second_build(first, two, one)
    assert second.inheritance.losses == ()
    by_key = {each.key: each for each in second.ledgers}
    assert by_key["a"].source == one.source
    assert by_key["a"].pages == ("one", "a")
    assert by_key["two"].pages == ("two",)
    assert by_key["a"].moved["farewell"] == "two"
    for anchor in anchors(first):
        part = two if anchor in by_key["a"].moved else one
        now, then = second.words_at(anchor, part), first.words_at(anchor, a)
        assert now == then
    third = second_build(second, one, two)
    assert third.ledgers == second.ledgers


def test_an_episode_that_is_no_more_is_a_loss_until_it_is_given_up() -> None:
    first = publish([made(), b := made("b")])
    second = second_build(first, b)
    assert said_of(second.inheritance.losses) == ["/episodes/a/ with 4 chapters and 100 moments"]
    third = second_build(second, b)
    assert third.inheritance.losses == ()
    assert third.ledgers == second.ledgers
    back = second_build(third, b, made())
    assert back.ledgers == first.ledgers


def test_another_episode_under_an_old_title_is_not_the_old_one() -> None:
    other = replace(made("b"), slug="a", title="A")
    second = second_build(publish([made()]), other)
    assert said_of(second.inheritance.losses) == ["/episodes/a/ with 4 chapters and 100 moments"]


def test_new_words_under_the_old_file_and_title_are_the_old_episode() -> None:
    a = made()
    retold = replace(made("b"), source=a.source, slug="a", title="A")
    second = second_build(publish([a]), retold)
    assert second.inheritance.losses == ()
    assert second.names[a.source].chapters[1] == "questions"


def test_anchors_whose_words_are_gone_with_all_around_them_are_a_loss() -> None:
    texts = paragraphs("a", LENGTH)
    a = made()
    short = episode(segments([*texts[:45], *texts[75:]]), {0: "Welcome", 50: "Farewell"})
    second = second_build(publish([a]), short)
    # Cut from 720 to 1,200 seconds: what was within two minutes of an end is at that end now.
    lost = {loss.anchor for loss in second.inheritance.losses}
    assert {f"t{second}" for second in range(896, 1040, 16)} <= lost
    assert lost <= {f"t{second}" for second in range(848, 1088, 16)}
    assert len(said_of(second.inheritance.losses)) == 1
    assert second_build(second, short).inheritance.losses == ()


def test_two_episodes_that_became_one() -> None:
    a, b = made(), made("b")
    texts = [*paragraphs("a", LENGTH), *paragraphs("b", LENGTH)]
    both = episode(segments(texts), {0: "Both"}, slug="both", title="Both")
    second = second_build(publish([a, b]), both)
    assert [each.pages for each in second.ledgers] == [("both", "a", "b")]
    assert all("#" in line for line in said_of(second.inheritance.losses))


SHORT = st.lists(st.text(alphabet="abc 東京ไก่", min_size=1, max_size=30), min_size=1, max_size=8)


def test_a_thousand_renamed_episodes_are_recognised_in_seconds() -> None:
    """And that half of them are gone; asking each ledger about each episode takes minutes."""
    random = Random(7)
    said = [
        Said(True, 3600, 32, tuple(sorted((random.randrange(3600), mark) for mark in marks)))
        for marks in ([random.getrandbits(28) & ~31 for _ in range(250)] for _ in range(1000))
    ]
    ledgers = [
        Ledger(f"k{i}", (f"s{i}",), f"seeds/{i}.txt", f"T{i}", each, {})
        for i, each in enumerate(said)
    ]
    editions = [Edition(f"seeds/n{i}.txt", f"n{i}", f"N{i}", said[i]) for i in range(0, 1000, 2)]
    begun = time.process_time()
    parts = recognise(ledgers, editions).parts
    assert time.process_time() - begun < 10
    assert parts == {f"k{i}": () if i % 2 else (f"seeds/n{i}.txt",) for i in range(1000)}


@given(SHORT, SHORT, st.booleans(), st.booleans())
@hypothesis_settings(max_examples=200)
def test_every_anchor_is_in_the_page_or_a_loss(
    before: list[str], after: list[str], was_timed: bool, is_timed: bool
) -> None:
    a = episode(segments(before, timed=was_timed), {0: "Welcome"})
    edited = episode(segments(after, 5.0, timed=is_timed), {0: "Hello"})
    first = publish([a])
    second = second_build(first, edited)
    names = second.names[a.source]
    there = [
        *names.chapters,
        *names.moments,
        *(n for found in names.aliases.values() for n in found),
    ]
    assert len(there) == len(set(there))
    assert {*anchors(first)} <= {*there, *(loss.anchor for loss in second.inheritance.losses)}
    assert second_build(second, edited).ledgers == second.ledgers


# --- the file -----------------------------------------------------------------------------

FILE = """\
chapterhouse addresses 1
page building
page s01e03-building
source seeds/s01 e03.txt
title Building: a team
length 3412 seconds
landmarks 32
chapter 126 intro
chapter 754 questions
moment 812 p-1a2b3c4d
at 2: 6 40 40-2
at 12 +60: 34
said 2: 10=1a2b3c4 59=00000ff
said 12: 1=0abcdef
moved farewell part-two
lost hobbies
"""


def test_a_ledger_reads_as_what_happened() -> None:
    ledger = parse(FILE, "building", "x")
    assert ledger.places["t126"] == 126
    assert ledger.places["t160-2"] == 160
    assert ledger.places["t754"] == 814
    assert ledger.said == Said(True, 3412, 32, ((130, 0x1A2B3C4), (179, 0xFF), (721, 0xABCDEF)))
    assert as_text(ledger) == FILE


def test_a_ledger_of_a_day_ahead_says_so() -> None:
    lines = FILE.splitlines(keepends=True)
    text = "".join([lines[0], "ahead 2026-12-01\n", *lines[1:]])
    ledger = parse(text, "building", "x")
    assert ledger == replace(parse(FILE, "building", "x"), ahead=date(2026, 12, 1))
    assert as_text(ledger) == text
    assert without_day(text) == FILE == without_day(FILE)


def test_after_a_merge_both_sides_may_stay() -> None:
    lines = FILE.splitlines(keepends=True)
    theirs = [line.replace("intro", "opening").replace("34", "35") for line in lines]
    merged = parse("".join([*lines, *theirs[1:]]), "building", "x")
    assert {"intro", "opening", "t754", "t755"} <= set(merged.places)
    assert merged.said == parse(FILE, "building", "x").said


def test_a_correction_of_an_untimed_paragraph_changes_only_its_line() -> None:
    texts = paragraphs("a", LENGTH)
    first = publish([episode(segments(texts, timed=False), TITLES)])
    texts[30] = "Entirely new words and one more " + texts[30]
    second = second_build(first, episode(segments(texts, timed=False), TITLES))
    before, after = (as_text(each.ledgers[0]).splitlines() for each in (first, second))
    assert len(set(before) - set(after)) == 2  # the length, the paragraph
    assert len(set(after) - set(before)) == 3  # and its former anchor


def test_a_ledger_is_small() -> None:
    (ledger,) = publish([made()]).ledgers
    spoken = sum(len(text) for text in paragraphs("a", LENGTH))
    assert len(as_text(ledger)) < 0.12 * spoken


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("chapterhouse addresses 1", "# addresses", 1, "does not begin with"),
        ("chapter 126 intro", "chaptre 126 intro", 8, 'did you mean "chapter"'),
        ("chapter 126 intro", "chapter soon intro", 8, 'after "chapter" cannot be read'),
        ("chapter 126 intro", "<<<<<<< HEAD", 8, "keep the lines of both sides"),
        ("said 2: 10=1a2b3c4", "said 2: 10=hello", 13, 'after "said" cannot be read'),
        ("page building\n", "page ..\n", 2, 'after "page" cannot be read'),
        ("page building\n", "ahead soon\n", 2, 'after "ahead" cannot be read'),
        ("page building\n", "ahead 20261201\n", 2, 'after "ahead" cannot be read'),
        ("page building\n", "ahead 2026-11-31\n", 2, 'after "ahead" cannot be read'),
        ("length 3412 seconds", "length 3412 hours", 6, 'after "length" cannot be read'),
        ("title Building: a team\n", "", 16, 'begins with "title"'),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    old: str, new: str, line: int, said: str, tmp_path: Path
) -> None:
    folder = tmp_path / "content" / "addresses"
    folder.mkdir(parents=True)
    (folder / "building.txt").write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Failures) as caught:
        read_ledgers(tmp_path)
    (error,) = caught.value.errors
    assert isinstance(error, ContentError)
    assert (error.path, error.line) == ("content/addresses/building.txt", line)
    assert said in str(error)


@given(st.text(max_size=200))
def test_any_text_is_a_ledger_or_an_error(text: str) -> None:
    for lines in (text, FILE + text, FILE.replace("126", text, 1)):
        try:
            assert isinstance(parse(lines, "x", "x"), Ledger)
        except ContentError as error:
            assert error.line is not None


# --- git ----------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *who, *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, published: Published, message: str) -> None:
    for ledger in published.ledgers:
        (folder / f"{ledger.key}.txt").write_text(as_text(ledger), encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def ledgers_in(folder: Path) -> list[Ledger]:
    return [
        parse(path.read_text(encoding="utf-8"), path.stem, path.name)
        for path in sorted(folder.glob("*.txt"))
    ]


def test_branches_that_add_and_edit_different_episodes_merge_without_conflict(
    tmp_path: Path,
) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    a, b = made(), made("b")
    commit(tmp_path, start := publish([a, b]), "start")
    git(tmp_path, "switch", "-q", "-c", "other")
    commit(tmp_path, second_build(start, renamed(a, "x"), b, made("c")), "renames a, adds c")
    git(tmp_path, "switch", "-q", "main")
    retitled = replace(b, chapters=renamed(b, "b").chapters)
    commit(tmp_path, second_build(start, a, retitled, made("d")), "retitles b, adds d")
    git(tmp_path, "merge", "-q", "--no-edit", "other")
    together = [renamed(a, "x"), retitled, made("c"), made("d")]
    merged = publish(together, ledgers_in(tmp_path))
    assert merged.inheritance.losses == ()
    assert merged.ledgers == tuple(ledgers_in(tmp_path))


def test_branches_that_edit_different_parts_of_one_episode_merge_without_conflict(
    tmp_path: Path,
) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    said = segments(paragraphs("a", LENGTH))
    commit(tmp_path, start := publish([episode(said, TITLES)]), "start")
    git(tmp_path, "switch", "-q", "-c", "other")
    left, right = {**TITLES, 10: "Ten"}, {**TITLES, 90: "Ninety"}
    commit(tmp_path, second_build(start, episode(said, left)), "a chapter at the beginning")
    git(tmp_path, "switch", "-q", "main")
    commit(tmp_path, second_build(start, episode(said, right)), "a chapter at the end")
    git(tmp_path, "merge", "-q", "--no-edit", "other")
    (ledger,) = ledgers_in(tmp_path)
    assert {"ten", "ninety"} <= set(ledger.places)


# --- a real history -----------------------------------------------------------------------

CORPORA = os.environ.get("CORPORA", "")


@pytest.mark.skipif(not CORPORA, reason="CORPORA doesn't name a folder of corpora")
def test_the_chapters_of_a_real_archive_outlive_its_rewriting() -> None:
    data = Path(CORPORA) / "replay"
    if not data.is_dir():
        pytest.skip(f"there is no corpus replay in {CORPORA}")
    truth = json.loads((data / "truth.json").read_text(encoding="utf-8"))
    old = {entry["new"]: _composed(data / "old" / f"{entry['old']}.txt") for entry in truth}
    new = {entry["new"]: _composed(data / "new" / f"{entry['new']}.txt") for entry in truth}
    first = publish([_settled(each, stem) for stem, each in old.items()])
    second = second_build(first, *(_settled(each, stem) for stem, each in new.items()))
    assert second.inheritance.losses == ()
    near, count = 0, 0
    for stem, before in old.items():
        after = new[stem]
        starts = _starts(after, second)
        for chapter in before.chapters:
            count += 1
            where = starts.get(chapter.anchor)
            near += where is not None and abs(where - (chapter.start or 0.0)) <= 30
    assert count > 500
    assert near / count >= 0.99, f"{near} of {count}"


def _composed(path: Path) -> Episode:
    return compose(read(load_source(path)), Content(SiteConfig(title="x"), {}, ()))


def _settled(each: Episode, stem: str) -> Episode:
    return replace(each, slug=f"{each.slug}-{stem}")


def _starts(of: Episode, published: Published) -> dict[str, float]:
    """Anchor -> the second at which it stands."""
    names = published.names[of.source]
    seconds = [segment.start or 0.0 for segment in of.segments]
    made = dict(zip(names.moments, seconds, strict=True))
    made |= {n: seconds[at] for at, found in names.aliases.items() for n in found}
    made |= {n: c.start or 0.0 for n, c in zip(names.chapters, of.chapters, strict=True)}
    return made

"""Compose: which of several answers wins."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from chapterhouse.content import Content, Override, PersonNote, ShowConfig, SiteConfig, VideoSource
from chapterhouse.episodes import compose, summarize_all
from chapterhouse.model import Episode, ListedChapter, Media, Source
from chapterhouse.readers import read
from conftest import talk

TALK = talk("Looms and numbers", season=3, number=7)


def composed(text: str = TALK, content: Content | None = None, name: str = "talk.txt") -> Episode:
    data = text.encode()
    source = Source(f"seeds/{name}", data, hashlib.sha256(data).hexdigest())
    return compose(read(source), content or known())


def known(
    override: Override | None = None,
    shows: tuple[ShowConfig, ...] = (),
    people: tuple[PersonNote, ...] = (),
) -> Content:
    overrides = {} if override is None else {override.transcript: override}
    return Content(SiteConfig(title="Test", shows=shows), overrides, people)


def test_the_transcript_speaks_for_itself() -> None:
    episode = composed()
    assert (episode.title, episode.show, episode.season, episode.number) == (
        "Looms and numbers",
        "Engine Room",
        3,
        7,
    )
    assert (episode.guests, episode.hosts) == (("Ada Lovelace",), ("Charles",))
    assert episode.slug == "looms-and-numbers"
    assert dict(episode.voices) == {"Ada": "Ada Lovelace", "Charles": "Charles"}


def test_an_override_wins_field_by_field() -> None:
    override = Override(
        path="content/episodes/talk.md",
        transcript="talk.txt",
        title="Punched cards",
        season=4,
        date=date(2021, 6, 25),
        youtube=VideoSource("xVYOdRrN7hw", 12.5),
        notes="Read *this*.",
    )
    episode = composed(content=known(override))
    assert (episode.title, episode.season, episode.number) == ("Punched cards", 4, 7)
    assert (episode.date, episode.notes) == (date(2021, 6, 25), "Read *this*.")
    assert episode.media == (Media("youtube", "xVYOdRrN7hw", 12.5),)
    assert episode.slug == "punched-cards"


def test_nobody_is_an_answer_too() -> None:
    override = Override(path="content/episodes/talk.md", transcript="talk.txt", guests=())
    assert composed(content=known(override)).guests == ()


def test_the_shows_hosts_are_the_default_and_give_a_first_name_its_full_form() -> None:
    show = ShowConfig("Engine Room", hosts=("Charles Babbage",))
    episode = composed(content=known(shows=(show,)))
    assert episode.hosts == ("Charles Babbage",)
    assert episode.voices["Charles"] == "Charles Babbage"


def test_an_alias_leads_to_the_person() -> None:
    note = PersonNote("content/people/ada.md", "Augusta Ada King", aliases=("Ada Lovelace", "Ada"))
    episode = composed(content=known(people=(note,)))
    assert episode.guests == ("Augusta Ada King",)
    assert episode.voices["Ada"] == "Augusta Ada King"


def test_a_label_that_fits_two_people_is_a_warning_not_a_guess() -> None:
    override = Override(
        path="content/episodes/talk.md",
        transcript="talk.txt",
        guests=("Ada Lovelace", "Ada Yonath"),
    )
    episode = composed(content=known(override))
    assert "Ada" not in episode.voices
    [doubt] = [d for d in episode.diagnostics if d.level == "warning"]
    assert doubt.message.startswith('speaker "Ada" may be Ada Lovelace or Ada Yonath')
    assert doubt.line == TALK.splitlines().index("Ada: Thank you for having me. (0:12)") + 1


def test_a_site_of_one_show_needs_to_name_it_once() -> None:
    captions = "\n".join(f"0:{second:02} some words here" for second in range(0, 60, 3))
    episode = composed(captions, known(shows=(ShowConfig("Engine Room"),)), "my-first_talk.txt")
    assert episode.show == "Engine Room"
    assert episode.title == "My first talk"


def test_the_summary_counts_what_the_episode_holds() -> None:
    episode = composed()
    [summary] = summarize_all([episode], "en")
    assert summary.words == sum(len(segment.text.split()) for segment in episode.segments)
    assert [chapter.title for chapter in summary.chapters] == ["Introduction", "Weaving numbers"]
    assert summary.duration == 69


def test_chapters_of_an_override_win_and_unedited_proposals_stay_generated(
    repository: Path,
) -> None:
    captions = (repository / "seeds/001_baed40b49aa3a3fd.txt").read_text("utf-8")
    proposed = composed(captions).chapters
    assert len(proposed) > 1 and all(chapter.generated for chapter in proposed)
    kept = ListedChapter(proposed[1].title, int(proposed[1].start or 0), 0)
    override = Override(
        path="content/episodes/talk.md",
        transcript="talk.txt",
        chapters=(kept, ListedChapter("Opening words", 0.0, 0)),
    )
    chapters = composed(captions, known(override)).chapters
    assert [(c.title, c.start, c.generated) for c in chapters] == [
        ("Opening words", 0.0, False),
        (proposed[1].title, proposed[1].start, True),
    ]

"""Compose: one transcript and what content/ knows become one episode.

Precedence stands here and nowhere else: an override in content/episodes > what the
transcript's own header, file name or words say (`metadata` orders those) > what site.toml
says of the show. The result is final; nothing later fills a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .amendments import amend
from .chapters import OPENING, divided_as, make_chapters, with_opening, with_proposals_marked
from .content import Content, Override, ShowConfig
from .health import examine
from .hiding import hidden_names, still_named, without_labels
from .metadata import doubtful_draft, find_metadata, find_show
from .model import (
    Candidates,
    Chapter,
    ChapterList,
    ChapterSummary,
    Diagnostic,
    Episode,
    Found,
    Media,
    Segment,
    Summary,
    T,
    Terms,
    Transcript,
)
from .names import (
    ambiguous_voices,
    doubtful_voices,
    first_lines,
    is_anonymous,
    match_voices,
)
from .regulars import NOBODY, Regulars, with_regulars
from .segmentation import segment
from .talk import talk
from .terms.chapters import chapter_terms
from .terms.stemming import term_maker
from .text import fold, sentence_case, slug, squash, words
from .topics import find_candidates

_NOTHING = Override(path="", transcript="")


_ENGLISH: Mapping[str, str] = {}


def compose(
    transcript: Transcript,
    content: Content,
    regulars: Regulars = NOBODY,
    openings: Mapping[str, str] = _ENGLISH,
    before: Episode | None = None,
) -> Episode:
    """The episode of a transcript. Pure: the same values give the same episode.

    `regulars` are those who come back from episode to episode; they decide who hosts where
    nothing else does. `openings` are the titles of an opening chapter, by language. With the
    episode as it was `before` an edit, the machine's chapters are those that it had then: finding
    them anew is most of the work.
    """
    override = _override(transcript, content)
    show = show_called(override.show or _value(find_show(transcript)), content)
    amended = amend(transcript, override, show, content.config)
    said = with_regulars(find_metadata(amended.transcript), amended.transcript, regulars)
    title = override.title or _value(said.title) or title_of_file(transcript.source)
    cast = _cast(override, _value(said.guests), _value(said.hosts), show, content)
    voices, doubts = _voices(amended.transcript.segments, cast, content)
    hidden = hidden_names(content)
    shown = without_labels(amended.transcript, voices, hidden)
    episode = Episode(
        source=transcript.source,
        format=transcript.format,
        slug=override.slug or slug(title, "episode"),
        slug_is_explicit=override.slug is not None,
        title=title,
        chapters=with_opening(
            _chapters(shown, override, before),
            openings.get(override.language or content.config.language, OPENING),
        ),
        show=show.name if show else None,
        season=_first(override.season, _value(said.season)),
        number=_first(override.number, _value(said.number)),
        date=_first(override.date, _value(said.date)),
        guests=tuple(name for name in cast.guests if name not in hidden),
        hosts=tuple(name for name in cast.hosts if name not in hidden),
        description=override.description or _value(said.description),
        notes=override.notes,
        language=override.language,
        media=_media(override),
        reviewed=override.reviewed,
        voices={label: name for label, name in voices.items() if name not in hidden},
        diagnostics=(*transcript.diagnostics, *doubts, *_doubtful_draft(transcript, override)),
        remarks=amended.remarks,
        corrected=amended.corrected,
        topics=_first(override.topics, _value(said.topics)) or (),
        guid=override.guid,
        updated=override.updated,
        draft=_first(override.draft, _value(said.draft)) or False,
        release=_first(override.date, _value(said.release)),
    )
    return replace(episode, remarks=(*episode.remarks, *still_named(episode, content)))


def propose_chapters(transcript: Transcript, content: Content) -> tuple[Chapter, ...]:
    """The chapters that the episode would have if nobody had listed any."""
    override = _override(transcript, content)
    show = show_called(override.show or _value(find_show(transcript)), content)
    return make_chapters(amend(transcript, override, show, content.config).transcript)


def _doubtful_draft(transcript: Transcript, override: Override) -> tuple[Diagnostic, ...]:
    doubt = doubtful_draft(transcript) if override.draft is None else None
    return () if doubt is None else (doubt,)


def _override(transcript: Transcript, content: Content) -> Override:
    return content.override(transcript.source) or _NOTHING


def summarize(episode: Episode, terms: Sequence[Terms], candidates: Candidates) -> Summary:
    """What the rest of the site needs to know of an episode. `terms` are those of its chapters,
    `candidates` what its words offer as topics."""
    return Summary(
        source=episode.source,
        slug=episode.slug,
        title=episode.title,
        show=episode.show,
        season=episode.season,
        number=episode.number,
        date=episode.date,
        guests=episode.guests,
        hosts=episode.hosts,
        description=episode.description,
        duration=episode.duration,
        words=sum(len(words(segment.text)) for segment in episode.segments),
        chapters=tuple(
            ChapterSummary(c.title, c.anchor, c.start, c.generated, each, said)
            for c, each, said in zip(
                episode.chapters, terms, talk(episode.chapters, episode.voices), strict=True
            )
        ),
        slug_is_explicit=episode.slug_is_explicit,
        health=examine(episode),
        topics=episode.topics,
        candidates=candidates,
        language=episode.language,
        media=episode.media,
        guid=episode.guid,
        updated=episode.updated,
    )


def summarize_all(
    episodes: Iterable[Episode], language: str, topics: bool = True
) -> tuple[Summary, ...]:
    """The summaries of these episodes; `language` (BCP 47) is that of those that name none,
    `topics` whether topics are looked for in what is said."""
    return tuple(
        summarize(
            each,
            chapter_terms(each, term_maker(each.language or language)),
            find_candidates(each, each.language or language, topics),
        )
        for each in episodes
    )


def summarize_at_a_glance(episode: Episode) -> Summary:
    """Without what topics and related chapters are found by."""
    return summarize(episode, [Terms()] * len(episode.chapters), Candidates())


def _chapters(
    transcript: Transcript, override: Override, before: Episode | None
) -> tuple[Chapter, ...]:
    """The override's chapters, or those of the transcript and of the list beside it.

    What `chapterhouse chapters --write` proposed stays marked as generated until it is edited.
    """
    if not override.chapters:
        divide = segment if before is None else divided_as(before.chapters)
        return make_chapters(transcript, transcript.listed, divide)
    proposed = make_chapters(transcript) if before is None else before.chapters
    listed = ChapterList(override.path, tuple(sorted(override.chapters, key=lambda c: c.start)))
    return with_proposals_marked(make_chapters(transcript, listed), proposed)


# --- the show ---------------------------------------------------------------------------


def show_called(name: str | None, content: Content) -> ShowConfig | None:
    """The configured show of that name, a new one, or the only one a site has."""
    shows = content.config.shows
    if name is None:
        return shows[0] if len(shows) == 1 else None
    known = (show for show in shows if fold(show.name) == fold(name))
    return next(known, ShowConfig(name=name))


def title_of_file(name: str) -> str:
    """ "my-first_episode.txt" -> "My first episode": when nothing better is known."""
    last = name.rpartition("/")[2]
    stem = last.partition(".")[0] or last
    return sentence_case(squash(stem.replace("-", " ").replace("_", " ")))


def _media(override: Override) -> tuple[Media, ...]:
    video, audio = override.youtube, override.audio
    return (
        *((Media("youtube", video.id, video.offset),) if video else ()),
        *((Media("audio", audio.url, audio.offset, audio.hosts, audio.length),) if audio else ()),
    )


# --- people -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cast:
    guests: tuple[str, ...]
    hosts: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        return self.guests + self.hosts


def _cast(
    override: Override,
    guests: tuple[str, ...] | None,
    hosts: tuple[str, ...] | None,
    show: ShowConfig | None,
    content: Content,
) -> _Cast:
    """Who hosts and who visits, under the names that content/ uses for them."""
    usual = show.hosts if show else ()
    said = _first(override.hosts, hosts) or usual
    full = match_voices(said, usual)
    known_hosts = _canonical((full.get(name, name) for name in said), content)
    known_guests = _canonical(_first(override.guests, guests) or (), content)
    return _Cast(tuple(name for name in known_guests if name not in known_hosts), known_hosts)


def _canonical(names: Iterable[str], content: Content) -> tuple[str, ...]:
    """The names as content/people spells them, each person once, in order."""
    people = ((content.person(name), name) for name in names)
    return tuple(dict.fromkeys(person.name if person else name for person, name in people))


def _voices(
    segments: Iterable[Segment], cast: _Cast, content: Content
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Speaker label -> person, and a warning for every label that fits several people.

    Who speaks under a name of their own is a person, too, though nobody announces them.
    """
    first_line = first_lines(segments)
    labels, aliases = tuple(first_line), content.aliases(cast.people)
    voices = match_voices(labels, cast.people, aliases)
    unmatched = [label for label in labels if label not in voices]
    voices.update({label: note.name for label in unmatched if (note := content.person(label))})
    may_be = ambiguous_voices(labels, cast.people, aliases)
    doubtful = {label: who for label, who in may_be.items() if label not in voices}
    for label in unmatched:
        if label not in voices and label not in doubtful and not is_anonymous(label):
            voices[label] = squash(label)
    return voices, doubtful_voices(first_line, doubtful)


# --- precedence -------------------------------------------------------------------------


def _value(found: Found[T] | None) -> T | None:
    return None if found is None else found.value


def _first(*values: T | None) -> T | None:
    """The first value that is given; an empty tuple is given, too."""
    return next((value for value in values if value is not None), None)

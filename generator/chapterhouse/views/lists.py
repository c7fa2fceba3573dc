"""What the pages show that lead to episodes: home, archive, shows, people, search."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import EpisodeCard, Link, PersonCard, ShowCard, TopicCard


@dataclass(frozen=True, slots=True)
class ChapterLink:
    """A chapter in a list."""

    title: str
    url: str
    clock: str
    """"1:01:07", or ""."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a long list."""

    number: int
    """1 is the oldest."""
    url: str
    label: str
    """The years of what it holds, "2019–2021", or ""."""
    current: bool


@dataclass(frozen=True, slots=True)
class PagerView:
    """How a page of a long list leads to the others; "" for what isn't there."""

    number: int
    newest: str
    newer: str
    older: str
    oldest: str
    pages: tuple[PageLink, ...]
    """All of them, the newest first, on the newest page; the others never change."""


@dataclass(frozen=True, slots=True)
class YearView:
    """The episodes of a year."""

    title: str
    """"2021", "Undated", or "" where nothing in the list has a date."""
    anchor: str
    """The id of its heading."""
    episodes: tuple[EpisodeCard, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """A page of the list of all episodes, the latest first."""

    total: int
    """Episodes of the whole site; 0 on a page that is full, and never changes."""
    years: tuple[YearView, ...]
    pager: PagerView | None
    """None where there is one page only."""


@dataclass(frozen=True, slots=True)
class AppearanceView:
    """An episode in which somebody appears, and what they say in it."""

    episode: EpisodeCard
    talk: str
    """How long they speak, "34 min", or ""."""
    share: str
    """Their share of its words, "43%", or ""."""
    chapters: tuple[ChapterLink, ...]
    """Those in which they speak."""
    unfolded: bool
    """Whether the chapters are seen at once."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page. Where there are several, all but the newest have only episodes."""

    url: str
    name: str
    bio_html: str = ""
    links: tuple[Link, ...] = ()
    hosts: int = 0
    """Episodes they host."""
    visits: int = 0
    """Episodes they are a guest of."""
    speaks: int = 0
    """Other episodes in which they speak."""
    chapters: int = 0
    """Chapters in which they speak."""
    time: str = ""
    """How long they speak in all, "3 h 12 min", or ""."""
    words: int = 0
    """Words they say; 0 where nobody knows whose voice is whose."""
    share: str = ""
    """Their share of the words of the episodes in which they speak, or ""."""
    appeared: tuple[AppearanceView, ...] = ()
    """As a guest, on this page."""
    hosted: tuple[AppearanceView, ...] = ()
    """As a host, on this page."""
    spoke: tuple[AppearanceView, ...] = ()
    """As neither, on this page."""
    pager: PagerView | None = None
    """None where there is one page only."""


@dataclass(frozen=True, slots=True)
class SeasonView:
    """One season of a show, or one year of a show that has no seasons and many episodes."""

    title: str
    """"Season 10", "2021", or "" where nothing tells its episodes apart."""
    anchor: str
    """The id of its heading."""
    episodes: tuple[EpisodeCard, ...]
    folded: bool
    """Whether a long page keeps its episodes folded."""


@dataclass(frozen=True, slots=True)
class ShowView:
    """A show's page."""

    url: str
    name: str
    description: str
    total: int
    """Episodes."""
    seasons: tuple[SeasonView, ...]
    """The newest first."""
    indexed: bool
    """Whether there are so many seasons that the page begins with a list of them."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    episodes: tuple[EpisodeCard, ...]
    """The latest."""
    total: int
    """Episodes of the whole site."""
    archive: str
    """Where all episodes are, or "" where the latest are all."""
    shows: tuple[ShowCard, ...]
    """None for a site of one show."""
    people: tuple[PersonCard, ...]
    """Those who appear most."""
    everybody: Link | None
    """Where all people are; None where they are all here."""
    topics: tuple[TopicCard, ...] = ()
    """A handful of the largest, by name."""


@dataclass(frozen=True, slots=True)
class ShowsView:
    """The list of shows."""

    shows: tuple[ShowCard, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The people whose names begin with one letter."""

    letter: str
    """"A"; "#" for what is no letter; "" where few people are not divided."""
    anchor: str
    """The id of its heading."""
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The list of people."""

    total: int
    letters: tuple[LetterView, ...]
    """In the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The list of topics."""

    topics: tuple[TopicCard, ...]


@dataclass(frozen=True, slots=True)
class TopicEpisodeView:
    """An episode on a topic's page."""

    episode: EpisodeCard
    people: tuple[Link, ...]
    """Who speaks in the chapters, as far as it is known; else the guests, or the hosts."""
    declared: bool
    """Whether the episode itself names the topic."""
    chapters: tuple[ChapterLink, ...]
    """Those that are about it."""


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page. Where there are several, all but the newest have only episodes."""

    url: str
    name: str
    episodes: tuple[TopicEpisodeView, ...]
    """The latest first."""
    chapters: int = 0
    """On all pages together, as `count`."""
    count: int = 0
    """Episodes."""
    related: tuple[Link, ...] = ()
    pager: PagerView | None = None
    """None where there is one page only."""


@dataclass(frozen=True, slots=True)
class EpisodeChaptersView:
    """An episode with links to its chapters."""

    episode: EpisodeCard
    chapters: tuple[ChapterLink, ...]


@dataclass(frozen=True, slots=True)
class ChapterYearView:
    """The episodes of one year, with their chapters."""

    label: str
    """"2021", or what stands over episodes without a date."""
    anchor: str
    """Its id in the page."""
    episodes: tuple[EpisodeChaptersView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """A value that a filter can have."""

    value: str
    """As it stands in the page's address."""
    label: str
    count: str
    """How many chapters have it, as it is shown."""


@dataclass(frozen=True, slots=True)
class FilterView:
    """A choice that leaves some chapters."""

    name: str
    """"show", "season", "person", "topic" or "year": its name in the page's address."""
    label: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class ShowLinks:
    """The way to a show and its seasons."""

    show: Link
    seasons: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChaptersView:
    """A page of the chapters of the whole site."""

    years: tuple[ChapterYearView, ...]
    """The latest first."""
    pager: PagerView | None
    """None where one page holds them all."""
    front: str
    """Where the filters are."""
    filters: tuple[FilterView, ...]
    """On the newest page only, and without the ones that would leave out nothing."""
    listing: str
    """The folder of the listing of chapters that the filters read, from the root."""
    shows: tuple[ShowLinks, ...]
    """The following three are for readers without JavaScript."""
    by_year: tuple[Link, ...]
    people: str
    """The list of people, from the root."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    chapters: str
    """The list of all chapters, from the root, for readers without JavaScript."""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for addresses that do not exist."""

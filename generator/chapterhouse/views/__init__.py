"""What a template receives: typed values with everything already decided.

A template chooses the order and the marks; it computes nothing. All addresses are paths
from the site's root; a template writes them with the `link` filter. All text is plain and
is escaped by the template, except the fields named `*_html`, which hold markup that
Chapterhouse itself made from Markdown with raw HTML switched off.
"""

from __future__ import annotations

from .episode import (
    ChapterView,
    EpisodeView,
    GlanceView,
    LaneView,
    ParagraphView,
    PartView,
    PieceView,
    RelatedView,
    RunView,
    ShareView,
    SourceView,
    SpeakerView,
    TurnView,
)
from .free import Block, ClipView, EpisodesView, FreePageView, HtmlBlock, QuoteView
from .lists import (
    ChapterLink,
    EpisodeChaptersView,
    HomeView,
    NotFoundView,
    PageLink,
    PeopleView,
    PersonView,
    SearchView,
    SeasonView,
    ShowsView,
    ShowView,
    TopicEpisodeView,
    TopicsView,
    TopicView,
)
from .page import NavItem, Page, PropertyView, SiteView, View
from .parts import (
    DateView,
    DurationView,
    EpisodeCard,
    LanguageView,
    Link,
    PersonCard,
    ShowCard,
    TopicCard,
)

__all__ = [
    "Block",
    "ChapterLink",
    "ChapterView",
    "ClipView",
    "DateView",
    "DurationView",
    "EpisodeCard",
    "EpisodeChaptersView",
    "EpisodeView",
    "EpisodesView",
    "FreePageView",
    "GlanceView",
    "HomeView",
    "HtmlBlock",
    "LaneView",
    "LanguageView",
    "Link",
    "NavItem",
    "NotFoundView",
    "Page",
    "PageLink",
    "ParagraphView",
    "PartView",
    "PeopleView",
    "PersonCard",
    "PersonView",
    "PieceView",
    "PropertyView",
    "QuoteView",
    "RelatedView",
    "RunView",
    "SearchView",
    "SeasonView",
    "ShareView",
    "ShowCard",
    "ShowView",
    "ShowsView",
    "SiteView",
    "SourceView",
    "SpeakerView",
    "TopicCard",
    "TopicEpisodeView",
    "TopicView",
    "TopicsView",
    "TurnView",
    "View",
]

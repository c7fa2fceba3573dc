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
from .health import AdviceView, EpisodeHealthView, FactView, HealthView
from .lists import (
    ChapterLink,
    ChaptersView,
    ChapterYearView,
    EpisodeChaptersView,
    FilterView,
    HomeView,
    NotFoundView,
    OptionView,
    PeopleView,
    PersonView,
    SearchView,
    SeasonView,
    ShowLinks,
    ShowsView,
    ShowView,
)
from .page import NavItem, Page, PropertyView, SiteView, View
from .parts import (
    DateView,
    DurationView,
    EpisodeCard,
    LanguageView,
    Link,
    PageLink,
    PagingView,
    PersonCard,
    ShowCard,
)

__all__ = [
    "AdviceView",
    "Block",
    "ChapterLink",
    "ChapterView",
    "ChapterYearView",
    "ChaptersView",
    "ClipView",
    "DateView",
    "DurationView",
    "EpisodeCard",
    "EpisodeChaptersView",
    "EpisodeHealthView",
    "EpisodeView",
    "EpisodesView",
    "FactView",
    "FilterView",
    "FreePageView",
    "GlanceView",
    "HealthView",
    "HomeView",
    "HtmlBlock",
    "LaneView",
    "LanguageView",
    "Link",
    "NavItem",
    "NotFoundView",
    "OptionView",
    "Page",
    "PageLink",
    "PagingView",
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
    "ShowLinks",
    "ShowView",
    "ShowsView",
    "SiteView",
    "SourceView",
    "SpeakerView",
    "TurnView",
    "View",
]

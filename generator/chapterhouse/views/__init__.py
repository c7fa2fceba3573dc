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
    SizeView,
    SourceView,
    SpeakerView,
    TurnView,
)
from .free import Block, ClipView, EpisodesView, FreePageView, HtmlBlock, QuoteView
from .lists import (
    AppearanceView,
    ArchiveView,
    ChapterLink,
    EpisodeChaptersView,
    HomeView,
    LetterView,
    NotFoundView,
    PageLink,
    PagerView,
    PeopleView,
    PersonView,
    SearchView,
    SeasonView,
    ShowsView,
    ShowView,
    YearView,
)
from .look import IconView, LookView, PictureView
from .page import TEMPLATES, NavItem, Page, PropertyView, SiteView, View
from .parts import DateView, DurationView, EpisodeCard, LanguageView, Link, PersonCard, ShowCard

__all__ = [
    "TEMPLATES",
    "AppearanceView",
    "ArchiveView",
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
    "IconView",
    "LaneView",
    "LanguageView",
    "LetterView",
    "Link",
    "LookView",
    "NavItem",
    "NotFoundView",
    "Page",
    "PageLink",
    "PagerView",
    "ParagraphView",
    "PartView",
    "PeopleView",
    "PersonCard",
    "PersonView",
    "PictureView",
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
    "SizeView",
    "SourceView",
    "SpeakerView",
    "TurnView",
    "View",
    "YearView",
]

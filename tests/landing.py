"""Where a link into a built site arrives, as in a browser: pages that have moved, ids, former ids
and what `moments.js` reads of those whose words are in another episode."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_HOPS = 5


@dataclass(frozen=True)
class Arrived:
    """Where somebody is."""

    page: str
    """Its address, from the site's root."""
    words: int
    """How many spoken words stand before the place."""


@dataclass
class SpokenPage(HTMLParser):
    """An episode's page, or one that leads on."""

    said: list[str] = field(default_factory=list)
    """Every spoken word, in order."""
    ids: dict[str, int] = field(default_factory=dict)
    """Id -> the spoken words before it."""
    was: dict[str, str] = field(default_factory=dict)
    """Former id -> the present one that it stands for."""
    away: dict[str, str] = field(default_factory=dict)
    """Id -> the page to which its words went."""
    chapters: list[str] = field(default_factory=list)
    """Ids of headings in the transcript."""
    moments: list[str] = field(default_factory=list)
    """Present ids of what is said."""
    title: str = ""
    leads_to: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, dict[str, str]]] = []
        self._pending: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv") == "refresh":
            self.leads_to = given["content"].partition("url=")[2]
        if tag not in _VOID:
            self._open.append((tag, given))
        if name := given.get("id"):
            assert name not in self.ids, f"{name} stands twice"
            self.ids[name] = len(self.said)
            self._note(tag, name, given)
        if tag == "a" and self._pending:
            self.away |= dict.fromkeys(self._pending, given["href"])
            self._pending.clear()

    def _note(self, tag: str, name: str, given: dict[str, str]) -> None:
        if "data-was" in given:
            self.was[name] = given["data-was"]
        elif "data-elsewhere" in given:
            self._pending.append(name)
        elif self._inside("transcript") and not name.startswith("page-"):
            (self.chapters if tag == "h2" else self.moments).append(name)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "h1":
            self.title += data
        spoken = self._inside("turn") and not self._inside("who")
        if spoken and not any(tag == "a" for tag, _ in self._open):
            self.said += data.split()

    def _inside(self, name: str) -> bool:
        return any(name in given.get("class", "").split() for _, given in self._open)


class BuiltSite:
    """The pages of a site in a folder, as they are now."""

    def __init__(self, output: Path) -> None:
        """Reads every episode's page."""
        self.pages: dict[str, SpokenPage] = {}
        for path in sorted((output / "episodes").glob("*/index.html")):
            page = SpokenPage()
            page.feed(path.read_text("utf-8"))
            page.close()
            self.pages[f"/episodes/{path.parent.name}/"] = page

    @property
    def episodes(self) -> dict[str, SpokenPage]:
        """Those that lead nowhere else."""
        return {url: page for url, page in self.pages.items() if not page.leads_to}

    def follow(self, address: str) -> Arrived | None:
        """Where an address arrives; None: at no such page, or at the top of it though a place in
        it was asked for."""
        for _ in range(_HOPS):
            url, fragment = urlsplit(address).path, unquote(urlsplit(address).fragment)
            page = self.pages.get(url)
            if page is None or (fragment and not page.leads_to and fragment not in page.ids):
                return None
            went = page.leads_to or page.away.get(fragment)
            if not went:
                return Arrived(url, page.ids[page.was.get(fragment, fragment)] if fragment else 0)
            address = f"{urljoin(url, went)}#{fragment}"
        return None

    def addresses(self) -> dict[str, list[str]]:
        """Every episode's address -> the fragments of its transcript."""
        return {url: [*page.chapters, *page.moments] for url, page in self.episodes.items()}

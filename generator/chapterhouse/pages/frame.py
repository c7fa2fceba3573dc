"""The frame that every page has: the site's name and navigation, addresses, the policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import direction, urls
from ..content import SiteConfig
from ..labels import Labels
from ..policy import policy
from ..views import EpisodeView, NavItem, Page, SiteView, View


@dataclass(frozen=True, slots=True)
class Frame:
    """What makes a page of a view."""

    config: SiteConfig
    labels: Labels
    topics: bool = False
    """Whether the site has any."""

    def page(self, url: str, template: str, title: str, description: str, view: View) -> Page:
        """The page at `url`. `title` is without the site's name, `description` plain text."""
        address = self.config.address
        return Page(
            url=url,
            template=template,
            title=title,
            description=description,
            canonical=urls.absolute(url, address) if address else "",
            policy=policy(view.sources if isinstance(view, EpisodeView) else (), address),
            site=self._site(url),
            view=view,
        )

    def _site(self, url: str) -> SiteView:
        language = self.config.language
        return SiteView(
            title=self.config.title,
            description=self.config.description,
            language=language,
            direction="rtl" if direction.of_language(language) == "rtl" else "",
            home=urls.HOME,
            search=urls.SEARCH,
            search_data=urls.SEARCH_DATA,
            nav=tuple(self._navigation(url)),
        )

    def _navigation(self, url: str) -> Iterable[NavItem]:
        say = self.labels.say
        for label, target, folders in (
            (say("Episodes"), urls.HOME, (urls.HOME, urls.EPISODES)),
            (say("Shows"), urls.SHOWS, (urls.SHOWS,)),
            (say("People"), urls.PEOPLE, (urls.PEOPLE,)),
            (say("Topics"), urls.TOPICS, (urls.TOPICS,)),
            (say("Search"), urls.SEARCH, (urls.SEARCH,)),
        ):
            if target == urls.TOPICS and not self.topics:
                continue
            yield NavItem(label, target, _is_below(url, folders))


def _is_below(url: str, folders: Iterable[str]) -> bool:
    return any(url == f if f == urls.HOME else url.startswith(f) for f in folders)

"""People: the list of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from .. import urls
from ..markdown import to_html
from ..model import Person, Site
from ..text import fold
from ..views import Link, Page, PeopleView, PersonView
from .cards import Cards
from .frame import Frame


def people_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The list, then everybody."""
    title = frame.labels.say("People")
    yield frame.page(urls.PEOPLE, "people.html", title, "", PeopleView(cards.people))
    for person in site.people:
        view = _person(person, cards)
        yield frame.page(view.url, "person.html", person.name, "", view)


def _person(person: Person, cards: Cards) -> PersonView:
    links = sorted(person.links.items(), key=lambda link: fold(link[0]))
    return PersonView(
        url=urls.person(person.slug),
        name=person.name,
        bio_html=to_html(person.bio),
        links=tuple(Link(label, address) for label, address in links),
        hosted=cards.of(person.hosted),
        appeared=cards.of(person.appeared),
    )

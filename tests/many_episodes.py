"""Summaries of a site of thousands of episodes, made to order and always the same."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from chapterhouse.assembly import assemble
from chapterhouse.content import Content, SiteConfig
from chapterhouse.model import ChapterSummary, Site, Summary, Talk
from chapterhouse.pages import plan_site
from chapterhouse.theme import bundled_themes, load_theme, render, static_files

CHAPTERS = 25
"""Of every episode."""

_FIRST = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Ken", "Frances", "Niklaus", "Radia", "Tony")
_LAST = (
    "Adler",
    "Brandt",
    "Costa",
    "Dvořák",
    "Eriksen",
    "Fischer",
    "Gupta",
    "Haruki",
    "Ito",
    "Jansen",
)
_TOPICS = (
    "causality",
    "deployment",
    "databases",
    "hiring",
    "compilers",
    "feature stores",
    "testing",
)

HOST = "Vera Molnar"
"""Hosts every episode."""


def guest(number: int) -> str:
    """One of 2,000 names."""
    first, last = _FIRST[number % 10], _LAST[number // 10 % 10]
    return f"{first} {chr(65 + number // 100 % 26)}. {last}"


def summaries(count: int, show: str = "Engine Room") -> list[Summary]:
    """So many weekly episodes, in seasons of 20."""
    return [_summary(number, show) for number in range(count)]


def _summary(number: int, show: str) -> Summary:
    names = (HOST, guest(number))
    topic = _TOPICS[number % len(_TOPICS)]
    title = f"What {names[1].split()[0]} learned about {topic}, part {number}"
    return Summary(
        source=f"seeds/{number:04}.txt",
        slug=f"what-was-learned-about-{topic.replace(' ', '-')}-{number}",
        title=title,
        show=show,
        season=number // 20 + 1,
        number=number % 20 + 1,
        date=date(1990, 1, 1) + timedelta(weeks=number),
        guests=(names[1],),
        hosts=(HOST,),
        description=f"A conversation about {topic}: how it began, and what came of it.",
        duration=3600.0,
        words=9000,
        chapters=tuple(_chapter(number, each, names) for each in range(CHAPTERS)),
    )


def _chapter(episode: int, number: int, names: tuple[str, str]) -> ChapterSummary:
    title = f"Question {number} on {_TOPICS[(episode + number) % len(_TOPICS)]} of {episode}"
    talk = tuple(Talk(name, 180, 72) for name in names)
    return ChapterSummary(title, f"question-{number}-{episode}", number * 144.0, False, talk=talk)


def build_large(output: Path, count: int) -> Site:
    """Writes every page that is not an episode's, and what they load; gives the site."""
    config = SiteConfig(title="Large site", address="https://large.example.org/")
    content = Content(config, {}, ())
    site = assemble(summaries(count), content)
    theme = load_theme("default", (bundled_themes(),))
    pages = plan_site(site, content, theme.catalogue)
    for artifact in (*static_files(theme), *render(theme, pages)):
        path = output / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return site

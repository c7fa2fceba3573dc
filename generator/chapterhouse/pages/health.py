"""The health page: for the host, not for readers. No list has it, and it asks not to be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import urls
from ..advice import case, reason, remedy, reviewed
from ..health import Advice, EpisodeHealth, HealthReport
from ..labels import Labels
from ..views import AdviceView, EpisodeHealthView, FactView, HealthView, Link, Page
from .frame import Frame

WORST = 25
"""Episodes that are shown at once; the rest are folded."""
_CASES = 10
"""Files that a piece of advice names at most."""


def health_pages(report: HealthReport, frame: Frame) -> Iterator[Page]:
    """The one page."""
    labels = frame.labels
    rows = tuple(_row(each, labels) for each in report.episodes)
    view = HealthView(
        facts=tuple(_facts(report, labels)),
        advice=tuple(_advice(each, labels) for each in report.advice),
        worst=rows[:WORST],
        others=rows[WORST:],
    )
    page = frame.page(urls.HEALTH, "health.html", labels.say("Health"), "", view)
    yield replace(page, indexed=False)


def _facts(report: HealthReport, labels: Labels) -> Iterator[FactView]:
    say, count = labels.say, labels.count
    yield FactView(say("Episodes"), count(len(report.episodes)))
    yield FactView(say("Words"), count(report.words))
    yield FactView(say("Timed"), labels.percent(report.timed))
    yield FactView(say("Said by somebody known"), labels.percent(report.attributed))
    yield FactView(say("In chapters a person titled"), labels.percent(report.titled))
    yield FactView(say("Transcripts looked over"), count(report.reviewed))
    yield FactView(say("Machines' transcripts nobody looked over"), count(report.unreviewed))
    yield FactView(say("Warnings"), count(report.warnings))


def _advice(advice: Advice, labels: Labels) -> AdviceView:
    cases = tuple(case(each, advice.trouble, labels) for each in advice.cases)
    more = len(cases) - _CASES
    said = labels.say_many("and %(count)s more", "and %(count)s more", more)
    rest = (said % {"count": labels.count(more)},) if more > 0 else ()
    return AdviceView(reason(advice, labels), remedy(advice, labels), cases[:_CASES] + rest)


def _row(episode: EpisodeHealth, labels: Labels) -> EpisodeHealthView:
    return EpisodeHealthView(
        episode=Link(episode.title, urls.episode(episode.slug)),
        source=episode.source,
        timed=labels.percent(episode.timed),
        attributed=labels.percent(episode.attributed),
        titled=labels.percent(episode.titled),
        reviewed=reviewed(episode.reviewed, labels),
        warnings=labels.count(episode.warnings),
    )

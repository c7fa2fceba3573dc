"""How sound the transcripts of a site are, as far as they can be read: nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .assembly import assemble
from .build import OUTPUT, check_folders
from .content import Content, SiteConfig, check_overrides, load_content
from .errors import ChapterhouseError, Failures
from .flow import SEEDS
from .health import HealthReport, report_health
from .hooks import Hooks, load_hooks
from .intake import Composed, Run, compose_all, inline, read_all
from .model import Source
from .sources import find_sources

_NO_CONTENT = Content(SiteConfig(title=""), {}, ())
_NO_OPENINGS: Mapping[str, str] = {}


def survey(folder: Path, run: Run = inline) -> HealthReport:
    """The health of the site in `folder`.

    What can't be read stands in the report, and the rest is looked at without it. Paths are
    relative to `folder`. Raises ContentError where there is no such folder.
    """
    check_folders(folder, folder / OUTPUT)
    failures: list[ChapterhouseError] = []
    content, sources = _found(folder, failures)
    results = read_all(sources, run)
    failures += (each for each in results if isinstance(each, ChapterhouseError))
    episodes: list[Composed] | None = None
    with _noted(failures):
        episodes = compose_all(results, content, _NO_OPENINGS, load_hooks(folder), run)
    if episodes is None:
        episodes = compose_all(results, content, _NO_OPENINGS, Hooks(), run)
    site = assemble((each.summary for each in episodes), content)
    return report_health(site.episodes, content, site.remarks, failures)


def _found(folder: Path, failures: list[ChapterhouseError]) -> tuple[Content, Sequence[Source]]:
    """What content/ says, or nothing where it is wrong, and the transcripts."""
    content: Content = _NO_CONTENT
    sources: Sequence[Source] = ()
    with _noted(failures):
        content = load_content(folder)
    with _noted(failures):
        sources = find_sources(folder / SEEDS, folder)
        check_overrides(content, sources)
    return content, sources


@contextmanager
def _noted(failures: list[ChapterhouseError]) -> Iterator[None]:
    """Adds what goes wrong to these."""
    try:
        yield
    except Failures as several:
        failures += several.errors
    except ChapterhouseError as error:
        failures.append(error)

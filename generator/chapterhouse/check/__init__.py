"""Looks a site over for faults: what a reader, or an app, would stumble on.

The site is built as `build` does it, into a folder of its own that goes away afterwards; output/
and content/ are not touched. Then the built pages are read, since they are the truth, and every
fault is traced back to the file and the line that a person wrote. `health` says, of the same
counts, what is best mended first.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from pathlib import Path

from .. import urls
from ..build import Report, build
from ..content import Content
from ..errors import ChapterhouseError, Failures
from ..feeds import feeds
from ..intake import Run, batches, inline
from ..model import Site
from ..release import EVERYTHING, Release
from .feed_rules import Fault, faults_of, links_of
from .findings import TITLES, Checked, Finding, Kind, Level, in_order
from .links import NOWHERE, Away, Broken, Places, follow, own_target, page_of
from .outside import Limits, Seen, ask_all
from .scan import PAGE, STYLE, Scan, Share, scan_all
from .soundness import soundness, unannounced
from .tracing import Origins, origins

__all__ = ["TITLES", "Checked", "Finding", "Kind", "Level", "Limits", "check", "examine"]


def check(
    folder: Path,
    address: str | None = None,
    run: Run = inline,
    *,
    release: Release = EVERYTHING,
    outside: Limits | None = None,
) -> Checked:
    """Everything that is wrong with the site in `folder`.

    `address` overrides the one in site.toml; `outside`, where given, is how other sites are asked
    for what is linked there. What keeps a site from being built is found like anything else: no
    mistake of a user's is raised.
    """
    with tempfile.TemporaryDirectory(prefix="chapterhouse-check-") as temporary:
        output = Path(temporary) / "site"
        try:
            report = build(
                folder, output, address, run, release=release, allow_loss=True, remember=False
            )
        except ChapterhouseError as error:
            return Checked(tuple(sorted(_unbuilt(error), key=in_order)))
        return examine(folder, output, report, run, outside)


def examine(
    folder: Path,
    output: Path,
    report: Report,
    run: Run = inline,
    outside: Limits | None = None,
) -> Checked:
    """The same for the site in `folder`, which this build put into `output`."""
    return _look(_Built(folder, output, report), run, outside)


def _unbuilt(error: ChapterhouseError) -> Iterator[Finding]:
    for each in error.errors if isinstance(error, Failures) else (error,):
        yield Finding("error", "build", each.message, each.path, each.line, hint=each.hint)


@dataclass(frozen=True, slots=True)
class _Built:
    """A site that was built to be looked at."""

    folder: Path
    output: Path
    report: Report

    @property
    def site(self) -> Site:
        return self.report.site

    @property
    def content(self) -> Content:
        return self.report.content

    @property
    def address(self) -> str:
        """With a slash at its end."""
        return (self.content.config.address or NOWHERE).rstrip("/") + "/"

    def names(self) -> list[str]:
        """Every file below the output."""
        found = (file for file in self.output.rglob("*") if file.is_file())
        names = (file.relative_to(self.output).as_posix() for file in found)
        return sorted(name for name in names if not name.startswith(".chapterhouse"))


def _look(built: _Built, run: Run, outside: Limits | None) -> Checked:
    names = built.names()
    read = [name for name in names if name.endswith((*PAGE, STYLE))]
    shares = (Share(built.output, batch) for batch in batches(read))
    scans = list(chain.from_iterable(run(scan_all, shares)))
    pages = {each.file: each.places for each in scans if not each.file.endswith(STYLE)}
    places = Places(frozenset(names), pages, built.address)
    origin = origins(built.folder, built.site, built.content)
    followed = list(follow(scans, places))
    away = [each for each in followed if isinstance(each, Away)]
    findings = [
        *_broken((each for each in followed if isinstance(each, Broken)), origin),
        *_pictures_away(away, origin),
        *(_unreadable(each, origin) for each in scans if each.ends),
        *_announced(built, places),
        *unannounced(built.report),
        *soundness(built.report),
        *_lost(built.report),
    ]
    if outside is not None:
        findings += ask_all(_seen(away, origin), _ignored(built.content), outside)
    shown = (_shown(built.folder, each) for each in dict.fromkeys(findings))
    links = len({ref.value for each in scans for ref in each.refs})
    return Checked(tuple(sorted(shown, key=in_order)), built.report.episodes, len(pages), links)


def _shown(folder: Path, finding: Finding) -> Finding:
    """With its path from where the command runs."""
    if finding.path is None:
        return finding
    return replace(finding, path=(folder / finding.path).as_posix())


def _lost(report: Report) -> Iterator[Finding]:
    for each in (casualty.error for casualty in report.lost):
        yield Finding("error", "address", each.message, each.path, each.line, hint=each.hint)


# --- links --------------------------------------------------------------------------------


def _broken(found: Iterable[Broken], origin: Origins) -> Iterator[Finding]:
    """One finding for each place where a person can mend it, however many pages show it."""
    made: dict[tuple[object, ...], Finding] = {}
    for each in found:
        path, line = origin.trace(each.page, each.file, each.ref) or (None, None)
        kind: Kind = "image" if each.ref.kind == "image" else "link"
        key = (kind, each.message, path, line)
        if key in made:
            made[key] = replace(made[key], times=made[key].times + 1)
        else:
            made[key] = Finding("error", kind, each.message, path, line, each.page, each.hint)
    yield from made.values()


def _unreadable(scan: Scan, origin: Origins) -> Finding:
    path = origin.copied.get(scan.file)
    message = "the rest of this page cannot be read: its links were not looked at"
    return Finding("warning", "link", message, path, scan.ends, page_of(scan.file))


def _pictures_away(found: Iterable[Away], origin: Origins) -> Iterator[Finding]:
    """The pages' policy lets them load nothing from other hosts: readers see no such picture."""
    made: dict[tuple[object, ...], Finding] = {}
    for each in found:
        if each.ref.kind != "image":
            continue
        path, line = origin.trace(each.page, each.file, each.ref) or (None, None)
        message = f"pages load nothing from other hosts: {each.url} is not seen"
        hint = "put the picture into content/files/"
        made.setdefault(
            (message, path, line),
            Finding("error", "image", message, path, line, each.page, hint),
        )
    yield from made.values()


def _seen(found: Iterable[Away], origin: Origins) -> list[Seen]:
    """Every address once for each place where it is written."""
    made: dict[tuple[object, ...], Seen] = {}
    for each in found:
        path, line = origin.trace(each.page, each.file, each.ref) or (None, None)
        key = (each.url, path, line)
        before = made.get(key, Seen(each.url, each.page, path, line, 0))
        made[key] = replace(before, times=before.times + 1)
    return list(made.values())


def _ignored(content: Content) -> tuple[str, ...]:
    """Patterns of addresses that are not asked for: editing needs somebody who is signed in."""
    edit = content.config.edit_url
    return (*content.config.check.ignore, *((edit.replace("{path}", "*") + "*",) if edit else ()))


# --- feeds and sitemap --------------------------------------------------------------------


def _announced(built: _Built, places: Places) -> Iterator[Finding]:
    """Feeds and sitemap. Most episodes are in two feeds: what is wrong is told of the first."""
    made: dict[tuple[object, ...], Finding] = {}
    notes = dict(_notes(built))
    for feed in feeds(built.site, built.content.config):
        data = (built.output / urls.file_of(feed.url)).read_bytes()
        whole = urls.absolute(feed.url, built.content.config.address)
        for fault in chain(faults_of(data, whole), _dead(links_of(data), places)):
            target = own_target(fault.link, places.address)
            found = _of_feed(fault, feed.url, notes.get(target.path) if target else None)
            made.setdefault((found.message, found.path, fault.link or feed.url), found)
    yield from made.values()
    for name in sorted(places.files):
        if name.startswith("sitemap") and name.endswith(".xml"):
            listed = re.findall(r"<loc>([^<]*)</loc>", (built.output / name).read_text("utf-8"))
            for fault in _dead(map(unescape, listed), places):
                yield _of_feed(fault, f"/{name}", None)


def _of_feed(fault: Fault, page: str, path: str | None) -> Finding:
    return Finding(fault.level, "feed", fault.message, path, None, page, fault.hint)


def _dead(links: Iterable[str], places: Places) -> Iterator[Fault]:
    for link in links:
        target = own_target(link, places.address)
        problem = places.problem(target) if target else f"{link} leads out of the site"
        if problem:
            yield Fault("error", problem, link)


def _notes(built: _Built) -> Iterator[tuple[str, str]]:
    """An episode's page, and the file in which a host says what it is."""
    for source, slug in built.site.slugs.items():
        override = built.content.override(source)
        yield urls.episode(slug), override.path if override else source

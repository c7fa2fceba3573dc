"""The whole flow.

    sources --read, compose--> episodes --assemble--> site --plan, render--> artifacts --publish-->

Per-episode steps are module-level functions of picklable values, so that a `Run` may carry
them to other processes; everything is written by `publish`, at the end, or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from .addresses import Kept, casualties, keep, ledger_files, losses, redirects, with_elsewhere
from .amendments import idle_site_rules
from .assembly import assemble, settled
from .chapters import opening
from .content import (
    SITE_FILE,
    Content,
    SiteConfig,
    check_overrides,
    content_files,
    load_content,
)
from .errors import ChapterhouseError, ContentError, Failures, OutputError
from .feeds import feed_files, feeds
from .files import Folder
from .health import report_health
from .hooks import Hooks, load_hooks
from .intake import Composed, Run, batches, compose_all, inline, read_all
from .labels import Labels
from .languages import Catalogue, load_catalogue, wordless
from .ledger import Ledger, file_of, read_ledgers
from .listing import make_listing, oldest_first
from .look import dress
from .model import Artifact, Episode, Remark, Site, Source
from .output import Published, publish, remove, save
from .pages import Cards, plan_episodes, plan_free, plan_site
from .prose import Prose, write
from .redirects import SCRIPT, redirect_files
from .release import EVERYTHING, Release, Withheld, episodes_to_show, readings_to_show, said
from .search import search_files
from .sitemap import entries, sitemap_files
from .sources import find_sources
from .theme import Theme, bundled_themes, installed_themes, load_theme, render, static_files
from .views import Page

CONTENT, SEEDS, THEMES, OUTPUT = "content", "seeds", "themes", "output"
"""The folders of a site."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and what the host should know."""

    episodes: int
    published: Published
    remarks: tuple[Remark, ...]
    withheld: tuple[Withheld, ...]
    """Episodes that are not published yet, and not shown."""
    lost: tuple[ChapterhouseError, ...]
    """Addresses that die; paths from the site's folder."""
    site: Site
    content: Content


def build(
    folder: Path,
    output: Path | None = None,
    address: str | None = None,
    run: Run = inline,
    *,
    release: Release = EVERYTHING,
    allow_loss: bool = False,
    remember: bool = True,
) -> Report:
    """Build the site in `folder` into `output` (default: its own output/).

    `address` overrides the one in site.toml. Addresses that would die are wrong, too, unless
    `allow_loss`; the ledgers remember what is published, unless it is only a preview, as a build
    with drafts always is. `release` says which episodes are shown. Raises ChapterhouseError with
    everything that is wrong, paths beginning with `folder`; the previous output is untouched then.
    """
    output = folder / OUTPUT if output is None else output
    check_folders(folder, output)
    with _placed(folder):
        content = load_content(folder)
    config = content.config if address is None else replace(content.config, address=address)
    wanted = (folder / SITE_FILE, config.theme_line)
    shelves = (folder / THEMES, installed_themes(), bundled_themes())
    chosen = load_theme(config.theme, shelves, wanted, config.language)
    with _placed(folder):
        dressed = dress(chosen, config, Folder(folder / CONTENT, CONTENT, ContentError))
        theme = dressed.theme
        hooks = load_hooks(folder)
        sources = find_sources(folder / SEEDS, folder)
        check_overrides(content, sources)
        ledgers = read_ledgers(folder)
        openings = _openings(content, theme)
        shown, withheld = _understand(sources, content, openings, hooks, run, release)
        kept = keep(shown, ledgers)
        site = assemble((each.summary for each in kept.composed), content, kept.reserved)
        absent = {each.source: said(each) for each in withheld}
        lost = casualties(losses(kept, site), ledgers, absent)
        if lost and not allow_loss:
            raise Failures(lost)
        added = hooks.load().more_pages(site)
    episodes = [_settled(each.episode, kept, site) for each in kept.composed]

    content = replace(content, config=config, pages=(*content.pages, *added))
    words = theme.catalogue
    listing = make_listing(site, Labels(words))
    report = report_health(site.episodes, content, site.remarks) if config.health else None
    around = list(plan_site(site, content, words, report))
    with _placed(folder):
        prose = _write(content, site, episodes, around, words)
    around += plan_free(content, site, words, prose)
    pages = chain(around, plan_episodes(episodes, site, content, words, prose))
    artifacts = chain(
        static_files(theme, dressed.files),
        chain.from_iterable(run(partial(_render, theme, hooks), batches(pages))),
        listing.files,
        search_files(_listed(episodes, site), config.language, words, run),
        feed_files(site, config),
        sitemap_files(entries(around, site), config.address),
        redirect_files(
            redirects(kept, site), Labels(words), theme.asset_folder + SCRIPT, config.address
        ),
        content_files(folder, content),
        (Artifact(".nojekyll", b""),),
    )
    published = publish(artifacts, output)
    if remember and not release.drafts:
        _remember(folder, ledgers, ledger_files(kept, episodes))
    told = wordless(theme.catalogue, SITE_FILE, config.language_line)
    remarks = (*told, *_remarks(episodes, config), *site.remarks, *prose.remarks)
    look = (_below(folder, remark) for remark in (*theme.remarks, *dressed.remarks))
    return Report(len(episodes), published, (*remarks, *look), tuple(withheld), lost, site, content)


def check_folders(folder: Path, output: Path) -> None:
    """Raises ContentError for a site that isn't there, OutputError for an output in its way."""
    if not os.path.lexists(folder):
        hint = f"a site is a folder with {SITE_FILE} and {SEEDS}/ in it"
        raise ContentError("there is no such folder", path=folder, hint=hint)
    place, home = Path(os.path.realpath(output)), Path(os.path.realpath(folder))
    sources = [Path(os.path.realpath(folder / name)) for name in (CONTENT, SEEDS, THEMES)]
    if place == home or any(place.is_relative_to(source) for source in sources):
        hint = f"choose a folder of its own, such as {folder / OUTPUT}"
        raise OutputError("the site's sources lie here", path=output, hint=hint)


@contextmanager
def _placed(folder: Path) -> Iterator[None]:
    """What is read has its path from the site's folder, so that no page depends on where it
    is built; an error names it from where the command runs."""
    try:
        yield
    except ChapterhouseError as error:
        raise error.within(folder) from error.__cause__


def _openings(content: Content, theme: Theme) -> dict[str, str]:
    """Language -> the title of an opening chapter in it, for all that the episodes may be in."""
    named = {override.language for override in content.overrides.values()}
    languages = sorted({content.config.language, *filter(None, named)})
    folders = [layer.languages for layer in theme.chain]
    return {language: opening(load_catalogue(language, folders)) for language in languages}


def _understand(
    sources: Sequence[Source],
    content: Content,
    openings: Mapping[str, str],
    hooks: Hooks,
    run: Run,
    release: Release,
) -> tuple[list[Composed], list[Withheld]]:
    """Every source as an episode, or all that is wrong with them in one go; and those that are
    not shown."""
    results = read_all(sources, run)
    failures = [result for result in results if isinstance(result, ChapterhouseError)]
    if failures:
        raise failures[0] if len(failures) == 1 else Failures(failures)
    readings, drafts = readings_to_show(results, content, release)
    composed = compose_all(readings, content, openings, hooks, run)
    shown, more = episodes_to_show(composed, release)
    return shown, [*drafts, *more]


def _settled(episode: Episode, kept: Kept, site: Site) -> Episode:
    return with_elsewhere(settled(episode, site), kept, site)


def _remember(folder: Path, before: Iterable[Ledger], files: Mapping[str, str]) -> None:
    """Writes the ledgers that changed; the next build reads them."""
    for each in before:
        if file_of(each.key) not in files:
            remove(folder / file_of(each.key))
    for name, text in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            save(text, path)


def _listed(episodes: Iterable[Episode], site: Site) -> list[Episode]:
    """In the order of the listing of chapters."""
    places = {summary.slug: place for place, summary in enumerate(oldest_first(site))}
    return sorted(episodes, key=lambda episode: places[episode.slug])


def _write(
    content: Content,
    site: Site,
    episodes: Sequence[Episode],
    pages: Iterable[Page],
    words: Catalogue,
) -> Prose:
    """The host's own words, for pages that are still to be planned."""
    labels = Labels(words)
    planned = [page.url for page in pages] + [feed.url for feed in feeds(site, content.config)]
    return write(content, site, episodes, planned, Cards(site, labels).of, labels)


def _render(theme: Theme, hooks: Hooks, pages: Sequence[Page]) -> tuple[Artifact, ...]:
    return tuple(render(theme, pages, hooks.load().filters))


def _below(folder: Path, remark: Remark) -> Remark:
    """A theme of the site's own is named from the site's folder, as all its files are."""
    path = Path(remark.path)
    if not path.is_relative_to(folder):
        return remark
    return replace(remark, path=path.relative_to(folder).as_posix())


def _remarks(episodes: Iterable[Episode], config: SiteConfig) -> Iterator[Remark]:
    used: frozenset[str] = frozenset()
    for episode in episodes:
        for diagnostic in episode.diagnostics:
            yield Remark(diagnostic.path or episode.source, diagnostic)
        yield from episode.remarks
        used |= episode.corrected
    yield from idle_site_rules(config, used, SITE_FILE)

"""The whole flow, step by step: `build` goes all of it, the preview as far as somebody looks.

    files --gather--> material --understand, assemble--> model --plan--> files, a part at a time

Per-episode steps are module-level functions of picklable values, so that a `Run` may carry
them to other processes. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import chain
from pathlib import Path

from . import urls
from .addresses import Kept, keep, keep_changed, redirects, with_elsewhere
from .amendments import idle_site_rules
from .assembly import assemble, findings_of, settled
from .chapters import opening
from .content import (
    SITE_FILE,
    Content,
    SiteConfig,
    check_overrides,
    content_files,
    load_content,
)
from .errors import ChapterhouseError, ContentError, Failures, placed
from .feeds import feed_files, feeds
from .files import Folder
from .health import report_health
from .hooks import Hooks, load_hooks
from .intake import Composed, Reading, Run, batches, compose_all, read_all
from .labels import Labels
from .languages import Catalogue, load_catalogue, wordless
from .ledger import Ledger, read_ledgers
from .listing import Listing, make_listing, oldest_first
from .look import Dressed, dress
from .memory import Memory
from .model import Artifact, Episode, Numbered, Remark, Site, Source, Summary
from .pages import Cards, plan_episodes, plan_free, plan_site
from .prose import Prose, write
from .redirects import SCRIPT, redirect_files
from .regulars import Appearances
from .release import EVERYTHING, Release, Withheld, episodes_to_show, readings_to_show
from .search import search_files
from .sitemap import entries, sitemap_files
from .sources import find_sources, read_again
from .theme import Theme, bundled_themes, installed_themes, load_theme, render, static_files
from .views import Page

CONTENT, SEEDS, THEMES = "content", "seeds", "themes"
"""The folders of a site that somebody writes."""


# --- gather: what lies on the disk ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Material:
    """All that a site is made from."""

    folder: Path
    content: Content
    """With the site's address as it is this time."""
    dressed: Dressed
    hooks: Hooks
    sources: tuple[Source, ...]
    ledgers: tuple[Ledger, ...]
    """All that there are."""
    release: Release = EVERYTHING
    """Which episodes are shown."""

    @property
    def in_force(self) -> tuple[Ledger, ...]:
        """The ledgers that count: those of episodes whose day is ahead don't."""
        return tuple(each for each in self.ledgers if not self.release.awaits(each.ahead))


def read_content(folder: Path, memory: Memory) -> Content:
    """What the host says of the site in `folder`. Raises as `gather` does."""
    with placed(folder):
        return load_content(folder, memory)


def at_address(content: Content, address: str | None) -> Content:
    """The same for a site at another address than site.toml's; None: at that one."""
    if address is None:
        return content
    return replace(content, config=replace(content.config, address=address))


def gather(
    folder: Path, content: Content, memory: Memory, release: Release = EVERYTHING
) -> Material:
    """Reads the rest of the site in `folder`, of which `release` says what is shown.

    Raises ChapterhouseError with what is wrong, paths beginning with `folder`. What the memory
    holds of a file is taken for it until the disk says that the file has changed; of the
    theme's own files, until the memory forgets it (`THEME`).
    """
    config, own = content.config, Folder(folder / CONTENT, CONTENT, ContentError)
    states = tuple(map(own.state, config.look.files))
    key = (config.theme, config.language, config.look, config.look_lines, states)
    dressed = memory.recall(THEME, "", key, partial(_dressed, folder, config))
    with placed(folder):
        hooks = load_hooks(folder)
        sources = find_sources(folder / SEEDS, folder, memory)
        check_overrides(content, sources)
        ledgers = read_ledgers(folder, memory)
    return Material(folder, content, dressed, hooks, sources, ledgers, release)


def gather_again(before: Material, changed: Iterable[Path]) -> Material | None:
    """The same quickly, where no more than what stands in some transcripts has changed: nearly
    every save. None where anything else may have, and all has to be gathered."""
    folder = before.folder
    with placed(folder):
        sources = read_again(before.sources, changed, folder / SEEDS, folder)
    return None if sources is None else replace(before, sources=sources)


THEME = "theme"
"""What a memory calls the theme."""


def _dressed(folder: Path, config: SiteConfig) -> Dressed:
    wanted = (folder / SITE_FILE, config.theme_line)
    shelves = (folder / THEMES, installed_themes(), bundled_themes())
    chosen = load_theme(config.theme, shelves, wanted, config.language)
    with placed(folder):
        return dress(chosen, config, Folder(folder / CONTENT, CONTENT, ContentError))


# --- understand and assemble: what the site is ---------------------------------------------


@dataclass(frozen=True, slots=True)
class Understood:
    """The episodes of all sources."""

    composed: tuple[Composed, ...]
    """Those that are shown."""
    withheld: tuple[Withheld, ...]
    heard: Mapping[str, Appearances]
    """Source -> who speaks there, of those by which it was told who comes back."""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that is known of a site."""

    material: Material
    content: Content
    """With the pages that hooks add."""
    understood: Understood
    """The episodes before anybody looked at the others."""
    kept: Kept
    site: Site
    episodes: tuple[Episode, ...]
    """With the addresses and the names that the site gave them, in the order of their sources."""


def understand(
    material: Material, run: Run, memory: Memory, before: Model | None = None
) -> Understood:
    """Every source as an episode; at a glance, with what they were before. Raises
    ChapterhouseError with all that is wrong with any."""
    with placed(material.folder):
        results = read_all(material.sources, run, memory)
        failures = [result for result in results if isinstance(result, ChapterhouseError)]
        if failures:
            raise failures[0] if len(failures) == 1 else Failures(failures)
        openings = openings_of(material)
        content, release = material.content, material.release
        readings, drafts = readings_to_show(results, content, release, memory)
        given = (readings, content, openings, material.hooks, run, memory)
        known = None
        if before is not None:
            known = {each.episode.source: each.episode for each in before.understood.composed}
        made = compose_all(*given, known)
        read = {each.source: each for each in readings if isinstance(each, Reading)}
        shown, more = episodes_to_show(made, read, release, memory)
        heard = {source: each.appearances for source, each in read.items()}
        return Understood(tuple(shown), (*drafts, *more), heard)


def model_of(material: Material, understood: Understood, memory: Memory) -> Model:
    """The site that these episodes of the material make. Raises Failures where a ledger is that
    of two episodes."""
    key = (understood.composed, material.in_force)
    with placed(material.folder):
        kept = memory.recall("kept", "", key, partial(keep, *key))
    given = _given(material, kept, understood)
    site = memory.recall("site", "", given, partial(assemble, *given))
    return _model(material, understood, kept, site, memory)


def model_at_a_glance(
    material: Material, understood: Understood, memory: Memory, before: Model
) -> Model:
    """The same soon after a few files have changed.

    Every word, title and address is that of the material; topics, related chapters, and what
    became of words that went from one episode to another, are those of `before`.
    """
    known = {each.episode.source: each for each in before.understood.composed}
    kept = keep_changed(understood.composed, before.kept, known)
    given = _given(material, kept, understood)
    if given == _given(before.material, before.kept, before.understood):
        site = before.site
    else:
        site = assemble(*given, findings_of(before.site))
    return _model(material, understood, kept, site, memory)


def _given(
    material: Material, kept: Kept, understood: Understood
) -> tuple[tuple[Summary, ...], Content, Mapping[str, str], frozenset[Numbered]]:
    """What a site is assembled from."""
    summaries = tuple(each.summary for each in kept.composed)
    withheld = frozenset(each.numbered for each in understood.withheld)
    return summaries, _assembled_from(material.content), kept.reserved, withheld


def _model(
    material: Material, understood: Understood, kept: Kept, site: Site, memory: Memory
) -> Model:
    with placed(material.folder):
        added = material.hooks.load().more_pages(site)
    whole = replace(material.content, pages=(*material.content.pages, *added))
    return Model(material, whole, understood, kept, site, _settled(kept, site, memory))


def openings_of(material: Material) -> Mapping[str, str]:
    """Language -> the title of an opening chapter in it, for all that the episodes may be in."""
    content, theme = material.content, material.dressed.theme
    named = {override.language for override in content.overrides.values()}
    languages = sorted({content.config.language, *filter(None, named)})
    folders = [layer.languages for layer in theme.chain]
    return {language: opening(load_catalogue(language, folders)) for language in languages}


def _assembled_from(content: Content) -> Content:
    """No more of content/ than the site is assembled from."""
    config = content.config
    own = SiteConfig(
        title=config.title,
        language=config.language,
        shows=config.shows,
        topics=config.topics,
        topic_lines=config.topic_lines,
    )
    return Content(own, content.overrides, content.people)


def _settled(kept: Kept, site: Site, memory: Memory) -> tuple[Episode, ...]:
    spelling = memory.one("spelling", (site.spelling, site.unclear))
    keyed = [
        (e.source, (e, site.slugs[e.source], spelling, with_elsewhere(e, kept, site).elsewhere))
        for e in (each.episode for each in kept.composed)
    ]

    def settle(new: Iterable[tuple[Episode, object, object, object]]) -> Iterator[Episode]:
        return (with_elsewhere(settled(episode, site), kept, site) for episode, *_ in new)

    return tuple(memory.recall_each("settled", keyed, settle))


# --- plan: what files there are ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan takes over from the one before it, where a few files have changed."""

    episodes: Collection[Episode]
    pages: Collection[object]
    """The host's."""
    prose: Prose
    addresses: frozenset[str]


class Plan:
    """The files of a site, each part of them made when it is asked for, and once."""

    def __init__(self, model: Model, before: Known | None = None) -> None:
        """With `before`, the host's words are woven anew only where they have changed."""
        self.model, self.before = model, before
        self.content, self.config = model.content, model.content.config
        self.site, self.episodes = model.site, model.episodes
        self.theme = model.material.dressed.theme
        self.words: Catalogue = self.theme.catalogue
        self.labels = Labels(self.words)

    @cached_property
    def around(self) -> tuple[Page, ...]:
        """The pages that are neither an episode's nor the host's own."""
        remarks = self.site.remarks
        health = self.config.health
        report = report_health(self.site.episodes, self.content, remarks) if health else None
        return tuple(plan_site(self.site, self.content, self.words, report))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Of these pages and of the feeds; with `before`, and then some that may be gone."""
        own = {feed.url for feed in feeds(self.site, self.config)}
        if self.before is None:
            return frozenset(own.union(page.url for page in self.around))
        own.update(urls.person(each.slug) for each in self.site.people)
        own.update(urls.show(each.slug) for each in self.site.shows)
        return self.before.addresses.union(own)

    @cached_property
    def prose(self) -> Prose:
        """The host's own words. Raises Failures with what is wrong in them."""
        cards = cache(lambda: Cards(self.site, self.labels))
        given = (
            self.content,
            self.site,
            self.episodes,
            self.addresses,
            lambda slugs: cards().of(slugs),
            self.labels,
        )
        with placed(self.model.material.folder):
            if self.before is None:
                return write(*given)
            return write(*given, self.before.prose, self._changed(self.before))

    def _changed(self, before: Known) -> set[str]:
        """Sources and addresses of what has other words than before."""
        known = {id(each) for each in before.episodes}
        changed = {each.source for each in self.episodes if id(each) not in known}
        return changed.union(p.url for p in self.content.pages if p not in before.pages)

    @cached_property
    def free(self) -> tuple[Page, ...]:
        """The pages that the host wrote."""
        return tuple(plan_free(self.content, self.site, self.words, self.prose))

    @cached_property
    def listing(self) -> Listing:
        """All chapters, for the browser."""
        return make_listing(self.site, self.labels)

    @property
    def known(self) -> Known:
        """What the next plan may take over."""
        return Known(self.episodes, self.content.pages, self.prose, self.addresses)

    def of_episodes(self, episodes: Iterable[Episode]) -> Iterator[Page]:
        """The pages of these."""
        return plan_episodes(episodes, self.site, self.content, self.words, self.prose)

    def oldest_first(self) -> list[Episode]:
        """In the order of the listing of chapters."""
        places = {summary.slug: place for place, summary in enumerate(oldest_first(self.site))}
        return sorted(self.episodes, key=lambda episode: places[episode.slug])


Part = Callable[[Plan, Run], Iterable[Artifact]]


def _static(plan: Plan, _run: Run) -> Iterable[Artifact]:
    return static_files(plan.theme, plan.model.material.dressed.files)


def _pages(plan: Plan, run: Run) -> Iterable[Artifact]:
    pages = chain(plan.around, plan.free, plan.of_episodes(plan.episodes))
    step = partial(_render, plan.theme, plan.model.material.hooks)
    return chain.from_iterable(run(step, batches(pages)))


def _render(theme: Theme, hooks: Hooks, pages: Sequence[Page]) -> tuple[Artifact, ...]:
    return tuple(render(theme, pages, hooks.load().filters))


def _listing(plan: Plan, _run: Run) -> Iterable[Artifact]:
    return plan.listing.files


def _search(plan: Plan, run: Run) -> Iterable[Artifact]:
    return search_files(plan.oldest_first(), plan.config.language, plan.words, run)


def _feeds(plan: Plan, _run: Run) -> Iterable[Artifact]:
    return feed_files(plan.site, plan.config)


def _sitemap(plan: Plan, _run: Run) -> Iterable[Artifact]:
    listed = entries((*plan.around, *plan.free), plan.site)
    return sitemap_files(listed, plan.config.address)


def _redirects(plan: Plan, _run: Run) -> Iterable[Artifact]:
    moved, script = redirects(plan.model.kept, plan.site), plan.theme.asset_folder + SCRIPT
    return redirect_files(moved, plan.labels, script, plan.config.address)


def _own(plan: Plan, _run: Run) -> Iterable[Artifact]:
    return content_files(plan.model.material.folder, plan.content)


def _marks(_plan: Plan, _run: Run) -> Iterable[Artifact]:
    return (Artifact(".nojekyll", b""),)


PARTS: Mapping[str, Part] = {
    "static": _static,
    "pages": _pages,
    "listing": _listing,
    "search": _search,
    "feeds": _feeds,
    "sitemap": _sitemap,
    "redirects": _redirects,
    "own": _own,
    "marks": _marks,
}
"""All that a site is published as, in this order."""


# --- what the host should know --------------------------------------------------------------


def remarks_of(plan: Plan) -> tuple[Remark, ...]:
    """All of it; a theme of the site's own is named from the site's folder, as all files are."""
    said = wordless(plan.words, SITE_FILE, plan.config.language_line)
    remarks = (*said, *_remarks(plan), *plan.site.remarks, *plan.prose.remarks)
    folder, dressed = plan.model.material.folder, plan.model.material.dressed
    look = (_below(folder, remark) for remark in (*plan.theme.remarks, *dressed.remarks))
    return (*remarks, *look)


def _below(folder: Path, remark: Remark) -> Remark:
    path = Path(remark.path)
    if not path.is_relative_to(folder):
        return remark
    return replace(remark, path=path.relative_to(folder).as_posix())


def _remarks(plan: Plan) -> Iterator[Remark]:
    used: frozenset[str] = frozenset()
    for episode in plan.episodes:
        for diagnostic in episode.diagnostics:
            yield Remark(diagnostic.path or episode.source, diagnostic)
        yield from episode.remarks
        used |= episode.corrected
    for each in plan.model.understood.withheld:
        if each.doubt is not None:
            yield Remark(each.source, each.doubt)
    yield from idle_site_rules(plan.config, used, SITE_FILE)

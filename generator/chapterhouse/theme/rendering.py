"""Pages to HTML, through Jinja.

Every `Renderer` has its own environment: there is no shared one that a watcher would have to
empty. The price is that templates are compiled once for each, so render many pages with one.
All text is escaped, and what a template asks for in vain is an error, never an empty string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from jinja2 import BytecodeCache, Environment, FunctionLoader, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from .. import urls
from ..errors import ThemeError, did_you_mean
from ..files import Folder
from ..hooks import HOOKS_FILE
from ..labels import Labels
from ..languages import Catalogue
from ..model import Artifact
from ..views import LanguageView, Page
from .layers import Theme
from .mistakes import Missing, explained
from .static import asset_name

_NO_FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType({})


Filters = Mapping[str, Callable[..., object]]

Sources = Mapping[str, str | ThemeError]
"""Path of a template's file -> what stands in it, or why it can't be read."""


class Compiled(BytecodeCache):
    """Templates that were compiled before, for renderers that come after one another."""

    def __init__(self) -> None:
        """None yet."""
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja, which compiles anew when the source is another one."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja."""
        self._known[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Makes HTML of pages with the templates of a theme."""

    def __init__(
        self,
        theme: Theme,
        filters: Filters = _NO_FILTERS,
        compiled: Compiled | None = None,
        sources: Sources | None = None,
    ) -> None:
        """`filters` are more of Jinja's, by name. Templates are taken from `sources`, without
        them from the disk when one is first needed. Raises ThemeError for a filter that exists.
        """
        self._theme, self._environment = theme, _environment(theme, sources)
        self._environment.bytecode_cache = compiled
        known = self._environment.filters
        for name, function in filters.items():
            if name in known:
                hint = "call it something else"
                raise ThemeError(f'there is a filter "{name}" already', path=HOOKS_FILE, hint=hint)
            known[name] = function

    def artifact(self, page: Page) -> Artifact:
        """The page as a file.

        Raises ThemeError for a template that is missing, malformed or fails.
        """
        html = _render_page(self._environment, self._theme, page)
        return Artifact(urls.file_of(page.url), html)


def render(
    theme: Theme, pages: Iterable[Page], filters: Filters = _NO_FILTERS
) -> Iterator[Artifact]:
    """The HTML of each page, in the order given; see `Renderer`."""
    return map(Renderer(theme, filters).artifact, pages)


def template_sources(theme: Theme) -> Sources:
    """Every template of the theme as it is now: who renders with these doesn't see a file that
    changes later."""
    folders = [layer.templates for layer in theme.chain]
    return {str(f.path / name): _text_or_error(f, name) for f in folders for name in f.names()}


def _text_or_error(folder: Folder, name: str) -> str | ThemeError:
    """A file that no page needs may be anything."""
    try:
        return folder.text(name)
    except ThemeError as error:
        return error


def _environment(theme: Theme, sources: Sources | None = None) -> Environment:
    made = Environment(
        loader=FunctionLoader(lambda name: _template(theme, name, sources)),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    _install_words(made, theme.catalogue)
    made.filters["link"] = _link
    made.filters["lang"] = _lang
    made.filters["asset"] = pass_context(
        lambda context, name: _link(context, theme.asset_folder + _known_asset(theme, name))
    )
    return made


def _install_words(environment: Environment, catalogue: Catalogue) -> None:
    """{% trans %}, _("...") and ngettext; `number` writes a number as the language does."""
    words, labels = catalogue.translations, Labels(catalogue)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext,
        words.ngettext,
        newstyle=True,
        pgettext=words.pgettext,
        npgettext=words.npgettext,
    )
    environment.filters["number"] = labels.count


def _template(theme: Theme, name: str, sources: Sources | None) -> tuple[str, str, None] | None:
    """Source and path of a template, in the form that Jinja's FunctionLoader wants."""
    for folder, rest in _places(theme, name):
        if {"", ".."} & set(rest.split("/")):
            continue
        path = str(folder.path / rest)
        if sources is None and folder.has(rest):
            return folder.text(rest), path, None
        if sources is not None and path in sources:
            return _text(sources[path]), path, None
    return None


def _text(source: str | ThemeError) -> str:
    if isinstance(source, ThemeError):
        raise source
    return source


def _places(theme: Theme, name: str) -> Iterator[tuple[Folder, str]]:
    """Where a template may lie: nearest first, then behind the name of a theme."""
    for layer in theme.chain:
        yield layer.templates, name
    first, _, rest = name.partition("/")
    names = [layer.name for layer in theme.chain]
    if first in names:
        for layer in theme.chain[names.index(first) :]:
            yield layer.templates, rest


@pass_context
def _link(context: Context, url: object) -> str:
    """An address as the page at hand has to write it."""
    page: Page = context["page"]
    if not isinstance(url, str):
        if isinstance(url, Missing):
            str(url)  # complains
        kind, hint = type(url).__name__, "has it an attribute that is?"
        raise ThemeError(f"a {kind} is not an address", hint=hint)
    if urls.leads_away(url):
        return url
    if not url.startswith("/") or url.startswith("//"):
        raise ThemeError(f'"{url}" is neither an address nor a path from the root')
    if page.url == urls.NOT_FOUND:
        return urls.under(url, page.canonical.removesuffix(page.url))
    return urls.relative(url, page.url)


def _lang(language: LanguageView | None) -> Markup:
    """Attributes that mark what an element holds; none where that goes without saying."""
    if language is None:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language.code, language.direction)


def _known_asset(theme: Theme, name: str) -> str:
    found = asset_name(theme, name)
    if found is None:
        raise ThemeError(f'no static file "{name}"', hint=did_you_mean(name, theme.assets))
    return found


def _render_page(environment: Environment, theme: Theme, page: Page) -> bytes:
    try:
        template = environment.get_template(page.template)
        html = template.render(page=page, site=page.site, view=page.view, look=theme.look)
        return _encoded(html, template.filename)
    except Exception as error:
        said = explained(error, environment, theme, page)
        if said is None:
            raise
        raise said from None


def _encoded(html: str, path: str | None) -> bytes:
    try:
        return html.encode()
    except UnicodeEncodeError as error:
        sign = f"U+{ord(html[error.start]):04X}"
        said = f"what it makes holds {sign}, which is half a character"
        raise ThemeError(said, path=path, hint="delete it") from None

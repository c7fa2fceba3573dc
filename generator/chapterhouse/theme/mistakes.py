"""What goes wrong in a template, in one sentence with file and line.

Whoever writes a template isn't reading Python tracebacks. What no template took part in is
left alone: that is a bug of Chapterhouse and keeps its traceback.
"""

from __future__ import annotations

import re

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.utils import missing

from ..errors import ThemeError, did_you_mean
from ..views import Page
from .layers import Theme

_GIVEN = ("page", "site", "view", "look")
"""The names that every template receives."""


class Missing(StrictUndefined):
    """Says what is missing of which type, and what was probably meant."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"'{name}' is not defined; {did_you_mean(name, _GIVEN)}"
        kind = type(self._undefined_obj)
        return f"'{kind.__name__}' has no attribute '{name}'; {did_you_mean(name, _public(kind))}"


def _public(kind: type) -> list[str]:
    return [name for name in dir(kind) if not name.startswith("_")]


def explained(
    error: Exception, environment: Environment, theme: Theme, page: Page
) -> ThemeError | None:
    """The same for the author of the theme; None for what can't be explained better."""
    if isinstance(error, TemplateSyntaxError):
        return _malformed(error, environment)
    path, line = _place(theme, error)
    if isinstance(error, TemplateNotFound):
        hint = did_you_mean(str(error.name), _template_names(theme))
        place = path or theme.chain[0].templates.path / page.template
        return ThemeError(f'no template "{error.name}"', path=place, line=line, hint=hint)
    if path is None or (isinstance(error, ThemeError) and error.path is not None):
        return None
    if isinstance(error, RecursionError):
        said = "the template includes or extends itself"
        return ThemeError(said, path=path, line=line, hint=_shadow_hint(theme, page))
    if isinstance(error, ThemeError):
        return ThemeError(error.message, path=path, line=line, hint=error.hint)
    return ThemeError(str(error) or type(error).__name__, path=path, line=line)


def _malformed(error: TemplateSyntaxError, environment: Environment) -> ThemeError:
    said = (error.message or "not a template").rstrip(".")
    hint = _filter_hint(said, environment)
    return ThemeError(said, path=error.filename, line=error.lineno, hint=hint)


def _place(theme: Theme, error: Exception) -> tuple[str | None, int | None]:
    """The innermost template and line that an error passed through: Jinja writes them into
    the traceback."""
    found: tuple[str | None, int | None] = (None, None)
    folders = tuple(str(layer.templates.path) for layer in theme.chain)
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(folders):
            found = (path, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _filter_hint(message: str, environment: Environment) -> str | None:
    unknown = re.match(r"No (filter|test) named '(\w+)'", message)
    if unknown is None:
        return None
    known = environment.filters if unknown[1] == "filter" else environment.tests
    near = did_you_mean(unknown[2], list(known))
    return near if near.startswith("did you mean") else None


def _shadow_hint(theme: Theme, page: Page) -> str | None:
    parents = theme.chain[1:]
    return f'write "{parents[0].name}/{page.template}" for the parent\'s' if parents else None


def _template_names(theme: Theme) -> list[str]:
    found = {
        name for layer in theme.chain for name in layer.templates.names() if name.endswith(".html")
    }
    return sorted(found)

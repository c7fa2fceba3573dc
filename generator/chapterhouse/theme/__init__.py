"""Themes: from a page and its view to the bytes of a file.

A theme is a folder with a `theme.toml`, `templates/` and `static/`. It may name a parent:
what it doesn't have is taken from there. `episode.html` always means the nearest file of that
name, `default/episode.html` the one that the theme `default` (or a parent of it) has, so a
theme can extend the very file it replaces.

Nothing here knows podcasts, and nothing stays between two calls: a `Theme` is a plain value
that crosses to a worker process.
"""

from __future__ import annotations

from .finding import Offer, bundled_themes, installed_themes
from .layers import Theme
from .loading import load_theme
from .palette import COLOURS, GROUNDS, SPEAKERS, TEXTS, Shade, doubt
from .rendering import Compiled, Renderer, render, template_sources
from .static import static_files

__all__ = [
    "COLOURS",
    "GROUNDS",
    "SPEAKERS",
    "TEXTS",
    "Compiled",
    "Offer",
    "Renderer",
    "Shade",
    "Theme",
    "bundled_themes",
    "doubt",
    "installed_themes",
    "load_theme",
    "render",
    "static_files",
    "template_sources",
]

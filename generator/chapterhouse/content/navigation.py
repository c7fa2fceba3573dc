"""Where a page stands in the navigation: `nav: 3`, `nav: About us`, or both as a table.

nav: 3
nav: About us
nav: {order: 3, label: About us}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from ..schema import STRICT
from .fields import Line

USUAL = "default"
"""What stands in [[nav]] for the usual entries."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page's place in the navigation."""

    __pydantic_config__ = STRICT
    order: int = 0
    """Small numbers first; equal ones by address."""
    label: Line | None = None
    """How the page is called there; left out: its title."""


def _place(value: object, table: ValidatorFunctionWrapHandler) -> object:
    """Takes the order alone, or the label alone, too."""
    if isinstance(value, int) and not isinstance(value, bool):
        return NavEntry(order=value)
    return table({"label": value} if isinstance(value, str) else value)


NavPlace = Annotated[NavEntry, WrapValidator(_place)]
"""Written as a number, as a label, or as {order: ..., label: ...}."""

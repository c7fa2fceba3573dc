"""How this program uses the machine: its processes, and how often they look for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from .intake import Run, inline

_ALLOCATIONS = 100_000
"""How many more objects there are when the next cycles are looked for."""


def collect_seldom() -> None:
    """Hardly anything here is part of a cycle: looking for some all the time costs a tenth."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    gc.enable()


@contextmanager
def workers(count: int) -> Iterator[Run]:
    """What runs a function on many values in so many processes, or in this one."""
    if count == 1:
        yield inline
    else:
        # Imported here, as most builds do without.
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(count, initializer=collect_seldom) as pool:
            yield pool.map

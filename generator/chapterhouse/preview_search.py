"""Search in a preview: made when somebody searches and the words have changed.

What a build counts in some episodes together is kept from one time to the next, so that after
most saves nearly all of it is there already. It is kept packed: unpacked it takes several times
the memory.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from threading import Lock
from typing import TypeVar

from .flow import PARTS, Plan
from .intake import Run
from .memory import Memory

A = TypeVar("A")
B = TypeVar("B")

_KIND = "counted"
"""What the memory calls it."""


class PreviewSearch:
    """The files that search needs. Any thread may ask for them."""

    def __init__(self, run: Run) -> None:
        """Nothing is made yet; `run` calls processes to help."""
        self._run, self._lock, self._memory = run, Lock(), Memory()
        self._made_of: object = None
        self._files: dict[str, bytes] = {}
        self._older: dict[str, bytes] = {}

    def file(self, path: str, plan: Plan) -> bytes | None:
        """One of them. All but the first that a page asks for are named after what is in them, so
        that those of an earlier state are still right for who began with that one."""
        known = self._files.get(path) or self._older.get(path)
        if known is not None and not path.endswith(".json"):
            return known
        with self._lock:
            made_of = (plan.episodes, plan.config.language)
            if self._made_of != made_of:
                run = partial(self._remembering, count())
                files = {each.path: each.data for each in PARTS["search"](plan, run)}
                self._older, self._files, self._made_of = self._files, files, made_of
            return self._files.get(path) or self._older.get(path)

    def _remembering(
        self, numbers: Iterator[int], function: Callable[[A], B], items: Iterable[A], /
    ) -> Iterator[B]:
        """A `Run` for those items only that are others than the last time. `numbers` count them."""
        keyed = [(next(numbers), each) for each in items]
        step = partial(_packed, function)
        for packed in self._memory.recall_each(_KIND, keyed, partial(self._run, step)):
            yield pickle.loads(packed)


def _packed(function: Callable[[A], B], item: A) -> bytes:
    return pickle.dumps(function(item), pickle.HIGHEST_PROTOCOL)

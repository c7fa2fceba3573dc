"""What was made before, kept for as long as what it was made from stays equal.

A step that is handed a memory asks it before it does its work again; the result is the same with
and without one. A build has none that keeps anything. The preview has one, so that a save makes
only that anew which depends on the file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")


class Memory:
    """The latest value of each place, with the key that it was made from.

    A key that is the very same object is never compared further, so keys may be large.

    Any thread may use it at any time: each looks things up and puts them back in single steps, so
    that two of them may at worst make the same thing twice.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        """An empty one; one that doesn't keep anything stays empty."""
        self._keeps = keeps
        self._kept: dict[tuple[str, Hashable], tuple[object, object]] = {}

    def recall(self, kind: str, place: Hashable, key: object, make: Callable[[], V]) -> V:
        """What was made at this place, if it was from an equal key; otherwise what `make` gives.

        An error of `make` passes through and nothing is kept.
        """
        known = self._kept.get((kind, place))
        if known is not None and _same(known[0], key):
            return cast(V, known[1])
        made = make()
        if self._keeps:
            self._kept[kind, place] = key, made
        return made

    def has(self, kind: str, place: Hashable, key: object) -> bool:
        """Whether something was made at this place, from an equal key."""
        known = self._kept.get((kind, place))
        return known is not None and _same(known[0], key)

    def recall_each(
        self,
        kind: str,
        keyed: Sequence[tuple[Hashable, K]],
        make: Callable[[Sequence[K]], Iterable[V]],
    ) -> list[V]:
        """The same for many places; `make` is given the keys of those that are new, together."""
        known = {place: self._kept.get((kind, place)) for place, _ in keyed}
        new = [(p, key) for p, key in keyed if (k := known[p]) is None or not _same(k[0], key)]
        made = dict(zip((p for p, _ in new), make([key for _, key in new]), strict=True))
        if self._keeps:
            self._kept.update({(kind, p): (key, made[p]) for p, key in new})
        return [made[p] if p in made else _value(known[p]) for p, _ in keyed]

    def one(self, kind: str, value: V) -> V:
        """An equal value that was given before, so that those who compare see the same object."""
        return self.recall(kind, "", value, lambda: value)

    def forget(self, kind: str, wrong: Callable[[Hashable], bool] = lambda _place: True) -> None:
        """Drops what was made at some places."""
        # A copy, made in one step: another thread may add to what is kept.
        for each in [k for k in list(self._kept) if k[0] == kind and wrong(k[1])]:
            self._kept.pop(each, None)

    def keep_only(self, kind: str, places: Iterable[Hashable]) -> None:
        """Drops what was made at any other place: those that don't exist any more."""
        wanted = set(places)
        self.forget(kind, lambda place: place not in wanted)


def no_memory() -> Memory:
    """One that keeps nothing."""
    return Memory(keeps=False)


def _value(known: tuple[object, object] | None) -> Any:
    return None if known is None else known[1]


def _same(one: object, other: object) -> bool:
    return one is other or one == other

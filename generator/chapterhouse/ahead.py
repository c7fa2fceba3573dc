"""Episodes to come: what will have to be remembered of each on its day is found before.

A machine that publishes on that day may not commit (`build --locked`), so every build by the host
writes the ledgers of the days ahead, too. Each day is gone through as it will be, with all that is
published by then: only so an address is the same as on the day. No build before the day knows of
the ledger, so that nothing of the episode shows, and nothing of it has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .addresses import Kept, casualties, keep, losses, renewed_ahead
from .assembly import slugs_of
from .errors import ContentError, placed
from .flow import Model, openings_of
from .intake import Composed, Reading, Run, compose_all, inline
from .ledger import Ledger
from .memory import no_memory
from .model import Day, Diagnostic, Remark
from .regulars import Appearances
from .release import Release, Withheld, episodes_to_show


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is known today of the days ahead."""

    ledgers: tuple[Ledger, ...] = ()
    """Of the episodes that are going to be published."""
    remarks: tuple[Remark, ...] = ()
    """Warnings of what will keep the site from being built."""


NOTHING_AHEAD = Ahead()


def look_ahead(model: Model, ledgers: Sequence[Ledger], run: Run = inline) -> Ahead:
    """The ledgers of all episodes that are held back until a day. `ledgers` are those of the site
    as it is now, after this build. Raises as `flow.understand` does."""
    waiting = _waiting(model.understood.withheld)
    shown, heard = list(model.understood.composed), dict(model.understood.heard)
    every, made, remarks = list(ledgers), list[Ledger](), list[Remark]()
    while waiting:
        day = min(each for each, _ in waiting.values())
        come = {source: each for source, (on, each) in waiting.items() if on == day}
        heard |= {source: each.appearances for source, each in come.items()}
        new, later = _composed(come, heard.values(), day, model, run)
        waiting = {s: each for s, each in waiting.items() if s not in come} | _waiting(later)
        with placed(model.material.folder):
            found, lost = _on(day, new, shown, every)
        shown += new
        every += found
        made += found
        remarks += lost
    return Ahead(tuple(made), tuple(remarks))


def _waiting(withheld: Iterable[Withheld]) -> dict[str, tuple[Day, Reading]]:
    """By source; nobody waits for a draft."""
    return {
        each.source: (each.day, each.reading)
        for each in withheld
        if each.why == "ahead" and each.day is not None
    }


def _composed(
    come: Mapping[str, Reading], heard: Iterable[Appearances], day: Day, model: Model, run: Run
) -> tuple[list[Composed], list[Withheld]]:
    """The episodes that are published on that day, and those that hooks hold back even then."""
    material, memory = model.material, no_memory()
    given = (material.content, openings_of(material), material.hooks, run, memory)
    with placed(material.folder):
        made = compose_all(come.values(), *given, among=heard)
    return episodes_to_show(made, come, Release(day), memory)


def _on(
    day: Day, new: Sequence[Composed], shown: Sequence[Composed], ledgers: Sequence[Ledger]
) -> tuple[tuple[Ledger, ...], list[Remark]]:
    """The ledgers of what is new on that day beside all that is shown before, and what dies."""
    if not new:
        return (), []
    kept = keep(new, ledgers, beside=shown)
    slugs = slugs_of((each.summary for each in (*shown, *new)), kept.reserved)
    episodes = (replace(each.episode, slug=slugs[each.episode.source]) for each in kept.composed)
    return renewed_ahead(kept, episodes, slugs, day), list(_deaths(day, kept, slugs))


def _deaths(day: Day, kept: Kept, slugs: Mapping[str, str]) -> Iterator[Remark]:
    """The build of that day would refuse them, when nobody sits beside it."""
    for error in (each.error for each in casualties(losses(kept, slugs), kept.ledgers)):
        yield Remark(str(error.path), Diagnostic(1, "warning", _said(day, error), matter="address"))


def _said(day: Day, error: ContentError) -> str:
    what = "and that day's build refuses; choose another address with slug: in content/episodes"
    return f"on {day.isoformat()}, {error.message}, {what}"

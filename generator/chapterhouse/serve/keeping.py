"""Keeps the site as its files are: one thread takes in changes, another one settles them.

Neither ends while the preview goes on, whatever fails: it would show what isn't so any more.

What can't be understood is tried again when more comes within moments: it may have been half a
file. Then it is said, once, on the page and on the terminal, and again when it is mended.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread

from ..errors import ChapterhouseError
from ..model import Remark
from ..preview import Preview, Problem, problems_of
from ..watch import Changes
from .board import Board, State
from .giving_way import GaveWayError, GivingWay

PATIENCE = 0.25
"""Seconds in which a file that can't be understood may change again before anybody hears of it."""
REST = 0.7
"""Seconds without a change after which the site is settled."""
NAP = 60.0
"""Seconds after which the day is looked at: at midnight an episode may appear."""

Say = Callable[[str], None]


class Keeper:
    """Both threads. They end with the process."""

    def __init__(
        self, preview: Preview, board: Board, say: Say, worded: Callable[[Remark], str | None]
    ) -> None:
        """`worded` puts a remark into words; None: it isn't for the terminal."""
        self._preview, self._board, self._say, self._worded = preview, board, say, worded
        self._changed, self._settling = Event(), GivingWay()
        self._warnings: list[str] = []
        self._lost: list[str] = []
        self._unwatched: tuple[Problem, ...] = ()
        self.failure: ChapterhouseError | None = None
        """Why a thread has ended; None while they go on."""

    def keep_up(self, changes: Changes, end: Callable[[], None]) -> None:
        """Begins. Calls `end` when a thread has ended: better no preview than a stale one."""
        changes.when_heard(self._settling.stop)
        for work in (partial(self._follow, changes), self._settle):
            Thread(target=self._live, args=(work, end), daemon=True).start()

    def _live(self, work: Callable[[], None], end: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as bug:
            self._tell(traceback.format_exc().rstrip())
            said = f"the preview can't follow the files any more, and ends: {bug!r}"
            self.failure = ChapterhouseError(said, hint="this is a bug in Chapterhouse")
        finally:
            end()

    def tell_news(self) -> None:
        """Warnings that weren't there the last time, and what has been mended since."""
        remarks = (self._worded(each) for each in self._preview.remarks())
        before, self._warnings = self._warnings, [line for line in remarks if line]
        lost_before, self._lost = self._lost, self._preview.lost()
        new = [line for line in self._warnings if line not in before]
        mended = [f"mended: {line}" for line in before if line not in self._warnings]
        lost = [each for each in self._lost if each not in lost_before]
        if lost:
            new.append("published addresses that would lead nowhere, so that a build refuses:")
            new += (f"  {each}" for each in lost)
        for line in (*new, *mended):
            self._tell(line)

    def _follow(self, changes: Changes) -> None:
        while True:
            changed = changes.wait(NAP)
            if not changed and not self._preview.is_of_another_day():
                continue
            self._settling.stop()
            bug = self._attempt(partial(self._take_in, changed, changes))
            if bug:
                self._post(bug)
            self._changed.set()
            self._settling.go_on()

    def _take_in(self, changed: frozenset[Path], changes: Changes) -> None:
        problems = self._attempt(partial(self._preview.refresh, changed))
        while problems and (more := changes.wait(PATIENCE)):
            changed |= more
            problems = self._attempt(partial(self._preview.refresh, changed))
        self._unwatched = problems_of(changes.trouble) if changes.trouble else ()
        self._post(problems)
        if not problems:
            self._tell(f"updated: {_named(changed) if changed else 'a new day'}")

    def _settle(self) -> None:
        while True:
            self._changed.wait()
            while self._changed.is_set():
                self._changed.clear()
                self._changed.wait(REST)
            seen = self._board.state
            bug = self._attempt(partial(self._settle_after, seen))
            if bug:
                self._post(bug, after=seen)

    def _settle_after(self, seen: State) -> None:
        """What was posted since is about other files than those that were settled."""
        if set(seen.problems) - set(self._unwatched) or self._preview.standing.settled:
            return
        try:
            problems = self._settling.do(partial(self._attempt, self._preview.settle))
        except GaveWayError:
            return
        if not self._changed.is_set() and self._post(problems, after=seen):
            self.tell_news()

    def _attempt(self, work: Callable[[], object]) -> tuple[Problem, ...]:
        """Whatever it raises is shown, and the next change is tried again."""
        try:
            work()
        except ChapterhouseError as error:
            return problems_of(error)
        except (Exception, SystemExit) as bug:
            if self._board.state.over:
                return ()  # its processes were ended below it
            self._tell(traceback.format_exc().rstrip())
            said = f"a bug in Chapterhouse: {bug!r}"
            return (Problem(said, message=said, hint="the terminal says more"),)
        return ()

    def _post(self, problems: tuple[Problem, ...], after: State | None = None) -> bool:
        """Tells of those that are new; only `after` that state, where it is given."""
        problems += self._unwatched
        before = self._board.state.problems
        if not self._board.post(problems, after=after):
            return False
        for each in problems:
            if each not in before:
                self._tell(each.said)
        return True

    def _tell(self, line: str) -> None:
        """Nobody may hear it any more (`chapterhouse serve | head`); the pages do."""
        with suppress(OSError, ValueError):
            self._say(line)


def _named(changed: frozenset[Path]) -> str:
    """A few of them; the folders where nothing but folders has changed."""
    names = sorted({path.name for path in changed if path.suffix}) or sorted(
        {f"{path.name}/" if path.is_dir() else path.name for path in changed}
    )
    more = f" and {len(names) - 2} more" if len(names) > 3 else ""
    return ", ".join(names[: 2 if more else 3]) + more

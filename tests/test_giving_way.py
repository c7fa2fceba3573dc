"""Background work that gives way: at once, never after it has ended, and leaving nothing half."""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from chapterhouse.memory import Memory
from chapterhouse.preview import Preview
from chapterhouse.serve.giving_way import GaveWayError, GivingWay
from conftest import MakeSite
from test_preview import ORIGIN, SITE, differences

SECONDS = 60


def run_until(stop: threading.Event) -> int:
    rounds = 0
    while not stop.is_set():
        with suppress(Exception):
            rounds += sum(range(100))
    return rounds


def test_what_was_not_broken_off_is_done() -> None:
    giving_way = GivingWay()
    assert giving_way.do(lambda: 7) == 7
    with pytest.raises(ValueError, match="its own"):
        giving_way.do(lambda: int("its own"))


def test_work_is_broken_off_wherever_it_is() -> None:
    giving_way, begun, never, ends = GivingWay(), threading.Event(), threading.Event(), list[str]()

    def work() -> int:
        begun.set()
        return run_until(never)

    def background() -> None:
        try:
            giving_way.do(work)
        except GaveWayError:
            ends.append("gave way")

    thread = threading.Thread(target=background, daemon=True)
    thread.start()
    assert begun.wait(SECONDS)
    giving_way.stop()
    thread.join(SECONDS)
    assert ends == ["gave way"]


def test_nothing_begins_until_it_goes_on() -> None:
    giving_way, done = GivingWay(), list[int]()
    giving_way.stop()
    with pytest.raises(GaveWayError):
        giving_way.do(lambda: done.append(1))
    giving_way.go_on()
    giving_way.do(lambda: done.append(2))
    assert done == [2]


def test_the_exception_never_comes_after_the_work() -> None:
    """Short works, stopped at any moment: inside, at their end, between two of them."""
    giving_way, over = GivingWay(), threading.Event()
    ends, strays = {"done": 0, "gave way": 0}, list[BaseException]()

    def once() -> None:
        try:
            giving_way.do(lambda: sum(range(200)))
            ends["done"] += 1
        except GaveWayError:
            ends["gave way"] += 1

    def background() -> None:
        try:
            while not over.is_set():
                once()
                sum(range(50))
        except BaseException as stray:
            strays.append(stray)

    thread = threading.Thread(target=background, daemon=True)
    thread.start()
    chance, end = random.Random(7), time.monotonic() + 2
    while time.monotonic() < end:
        giving_way.stop()
        giving_way.go_on()
        time.sleep(chance.random() / 2000)
    over.set()
    thread.join(SECONDS)
    assert strays == []
    assert not thread.is_alive()
    assert all(ends.values())


def test_a_site_whose_settling_was_broken_off_is_settled_as_if_it_was_not(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each of its steps in turn, until it comes to its end."""
    site = make_site({key: text for key, text in SITE.items() if key != "content/pages/about.md"})
    preview, giving_way = Preview(site, ORIGIN), GivingWay()
    steps_left = 0

    def recall_each(memory: Memory, *given: Any) -> Any:
        nonlocal steps_left
        steps_left -= 1
        if steps_left == 0:
            giving_way.stop()
        return whole(memory, *given)

    whole = Memory.recall_each
    monkeypatch.setattr(Memory, "recall_each", recall_each)
    transcript: Path = site / "seeds/two.txt"
    for number in range(1, 20):
        with transcript.open("a", encoding="utf-8") as file:
            file.write(f"\nAda: And this is sentence number {number}.\n")
        preview.refresh([transcript])
        giving_way.go_on()
        steps_left = number
        try:
            assert giving_way.do(preview.settle)
            break
        except GaveWayError:
            assert not preview.standing.settled
    assert 3 < number < 19
    assert differences(preview, site) == []

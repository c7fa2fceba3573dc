"""What is remembered between two looks at a site, and when it is made anew."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import count
from threading import Event, Thread

from chapterhouse.chapters import divided_as
from chapterhouse.memory import Memory, no_memory
from chapterhouse.model import Chapter, Segment


def test_a_value_is_made_once_for_equal_keys() -> None:
    made: list[str] = []
    memory = Memory()

    def make() -> str:
        made.append("x")
        return f"value {len(made)}"

    assert memory.recall("kind", "place", (1, 2), make) == "value 1"
    assert memory.recall("kind", "place", (1, 2), make) == "value 1"
    assert memory.recall("kind", "place", (1, 3), make) == "value 2"
    assert memory.recall("kind", "other", (1, 3), make) == "value 3"
    memory.forget("kind", lambda place: place == "other")
    assert memory.recall("kind", "other", (1, 3), make) == "value 4"
    assert not memory.has("kind", "place", (1, 2))
    assert memory.has("kind", "place", (1, 3))


def test_only_what_is_new_is_made_together() -> None:
    asked: list[list[int]] = []
    memory = Memory()

    def double(new: Sequence[int]) -> list[int]:
        asked.append(list(new))
        return [2 * each for each in new]

    assert memory.recall_each("n", [("a", 1), ("b", 2)], double) == [2, 4]
    assert memory.recall_each("n", [("b", 2), ("c", 3), ("a", 4)], double) == [4, 6, 8]
    assert asked == [[1, 2], [3, 4]]
    memory.keep_only("n", ["a"])
    assert memory.has("n", "a", 4)
    assert not memory.has("n", "b", 2)


def test_no_memory_keeps_nothing() -> None:
    memory = no_memory()
    one, other = (memory.recall("k", "p", 1, lambda: [1]) for _ in range(2))
    assert one is not other
    assert not memory.has("k", "p", 1)


def test_a_thread_may_forget_what_another_one_makes() -> None:
    memory, over, wrong = Memory(), Event(), list[BaseException]()

    def fill() -> None:
        for number in count():
            if over.is_set():
                return
            memory.recall("kind", number % 5000, number, lambda: None)

    def forget() -> None:
        try:
            for _ in range(200):
                memory.forget("kind")
        except BaseException as error:
            wrong.append(error)

    filling = [Thread(target=fill) for _ in range(2)]
    forgetting = [Thread(target=forget) for _ in range(2)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for each in (*filling, *forgetting):
            each.start()
        for each in forgetting:
            each.join()
    finally:
        over.set()
        sys.setswitchinterval(interval)
    for each in filling:
        each.join()
    assert wrong == []


def test_a_machines_chapters_stay_with_their_words_after_an_edit() -> None:
    words = [f"line {n}" for n in range(10)]
    segments = [Segment(text, n + 1, float(n)) for n, text in enumerate(words)]
    before = [
        Chapter("One", "one", 0.0, tuple(segments[:4]), True),
        Chapter("Two", "two", 4.0, tuple(segments[4:]), True),
    ]
    divide = divided_as(before)

    def begins(edited: Sequence[Segment]) -> list[tuple[str, str]]:
        return [(each.title, edited[each.position].text) for each in divide(edited)]

    added = Segment("something new", 3, 1.5)
    assert begins(segments) == [("One", "line 0"), ("Two", "line 4")]
    assert begins([*segments[:2], added, *segments[2:]]) == [("One", "line 0"), ("Two", "line 4")]
    assert begins([*segments[:7], added, *segments[7:]]) == [("One", "line 0"), ("Two", "line 4")]
    assert begins([*segments[:2], *segments[3:]]) == [("One", "line 0"), ("Two", "line 4")]
    assert begins(segments[:3])[0] == ("One", "line 0")

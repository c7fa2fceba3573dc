from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.model import Segment
from chapterhouse.timeline import repaired

STARTS = st.lists(st.one_of(st.none(), st.integers(0, 50).map(float)), max_size=40)


def starts(*values: float | None) -> list[float | None]:
    return [s.start for s in repaired([Segment("x", n, v) for n, v in enumerate(values)])]


def test_times_in_order_stay_as_they_are() -> None:
    segments = (Segment("a", 1, 1.0), Segment("b", 2), Segment("c", 3, 1.0), Segment("d", 4, 9.0))
    assert repaired(segments) == segments


def test_the_one_that_slipped_is_moved_not_all_the_others() -> None:
    assert starts(10, 700, 20, 30, 40) == [10, 10, 20, 30, 40]
    assert starts(10, 20, 5, 30) == [10, 20, 20, 30]
    assert starts(900, 10, 20, 30) == [10, 10, 20, 30]


@given(STARTS)
def test_no_time_runs_backwards_and_none_is_invented(values: list[float | None]) -> None:
    made = starts(*values)
    known = [start for start in made if start is not None]
    assert known == sorted(known)
    assert [start is None for start in made] == [value is None for value in values]
    assert set(known) <= set(values)


@given(STARTS)
def test_a_repaired_timeline_is_left_alone(values: list[float | None]) -> None:
    made = starts(*values)
    assert starts(*made) == made

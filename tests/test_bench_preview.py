"""What the measurement of the preview prints beside its figures, and when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import bench_preview
from preview_bench.saves import KINDS


def test_a_row_has_the_bar_beside_the_median() -> None:
    row = bench_preview.line(200, "words", [0.2, 0.25, 0.29, 0.31, 0.4])
    assert row == "| 200 | words | 5 | 290 ms | 300 ms | 310 ms | 400 ms |"
    row = bench_preview.line(2000, "title", [0.6])
    assert row == "| 2000 | title | 1 | 600 ms | 500 ms (over) | 600 ms | 600 ms |"


@pytest.mark.parametrize(("seconds", "status"), [(0.29, 0), (0.31, 1)])
def test_a_median_over_the_bar_is_a_failure(
    seconds: float, status: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    @contextmanager
    def watched(_sample: object, _jobs: int) -> Iterator[None]:
        yield

    def measured(*_: object) -> list[float]:
        return [0.1, seconds, 1.0]

    monkeypatch.setattr(bench_preview, "sample_site", lambda *_: None)
    monkeypatch.setattr(bench_preview, "watched", watched)
    monkeypatch.setattr(bench_preview, "_measured", measured)
    given = ["--episodes", "200", "--only", KINDS[0].name, "--keep", str(tmp_path)]
    assert bench_preview.main(given) == status

"""Bars for speed, in processor time and best of several, so that a busy machine fails none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chapterhouse.inspection import as_json, understand
from chapterhouse.sources import load_source


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of this process's processor time."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(times))


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("003_05e28b43efa5f313.txt", 0.03), ("001_baed40b49aa3a3fd.txt", 1.0)],
    ids=["with headings", "captions"],
)
def test_an_hour_is_understood_in_no_time(repository: Path, name: str, seconds: float) -> None:
    source = load_source(repository / "seeds" / name)
    assert best_of(5, lambda: as_json(understand(source))) < seconds


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs the processor time of a child")
def test_the_five_transcripts_are_built_cold_in_about_a_second_and_a_half(
    repository: Path, tmp_path: Path
) -> None:
    def build(output: Path) -> float:
        command = [sys.executable, "-m", "chapterhouse", "build", str(repository)]
        child = subprocess.Popen(
            [*command, "--output", str(output)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0
        return usage.ru_utime + usage.ru_stime

    # What is aimed at is 1.5 seconds on a machine of today. The one that this is measured on takes
    # 1.4 to 1.6, by the hour: a fifth more is allowed, so that only what is really slower fails.
    assert min(build(tmp_path / str(n)) for n in range(3)) < 1.5 * 1.2

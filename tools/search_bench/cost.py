"""What running a command costs: time and memory, as the system counts them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

KIBIBYTE = 1024
"""Linux gives ru_maxrss in these; see getrusage(2)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command with all the processes that it started and waited for."""

    wall: float
    """Seconds from start to end."""
    processor: float
    """Seconds of all processors together, in the program and in the system."""
    peak: int
    """Bytes of memory that its processes held at most."""


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * KIBIBYTE)

"""Which day it is: the one place that looks at a clock, for the one thing that needs it.

An episode appears on its day, so a build has to know the day. Only `cli` asks; everything else is
given the answer, and the same files on the same day make the same bytes.

The day is that of SOURCE_DATE_EPOCH where that is set
(https://reproducible-builds.org/specs/source-date-epoch/), else the machine's; either is taken in
UTC, whatever time zone the machine is in, so that a laptop and a build server agree.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from .errors import ChapterhouseError

EPOCH = "SOURCE_DATE_EPOCH"


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def today(
    environment: Mapping[str, str] = os.environ, now: Callable[[], datetime] = utc_now
) -> date:
    """The day in UTC. Raises ChapterhouseError for a SOURCE_DATE_EPOCH that is no number of
    seconds: guessing would publish what is to wait."""
    given = environment.get(EPOCH, "")
    if not given:
        return now().date()
    try:
        if not (given.isascii() and given.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f'{EPOCH} must be seconds since 1970, not "{given}"'
        raise ChapterhouseError(message, hint=f"such as {EPOCH}=1735689600, or unset it") from None

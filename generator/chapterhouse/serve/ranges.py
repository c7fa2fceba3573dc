"""Parts of what is in memory, as search asks for them (RFC 9110, 14.2)."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


def part_of(data: bytes, asked: str | None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body. More than one part at once is answered with the whole."""
    found = _RANGE.match(asked.replace(" ", "")) if asked else None
    accepted = {"Accept-Ranges": "bytes"}
    if found is None or not any(found.groups()):
        return 200, accepted, data
    first, last = _bounds(found[1], found[2], len(data))
    if first >= len(data) or first > last:
        return 416, {**accepted, "Content-Range": f"bytes */{len(data)}"}, b""
    place = f"bytes {first}-{last}/{len(data)}"
    return 206, {**accepted, "Content-Range": place}, data[first : last + 1]


def _bounds(first: str, last: str, length: int) -> tuple[int, int]:
    """The first and the last byte; "-5" are the last five."""
    if not first:
        return max(0, length - int(last)), length - 1 if int(last) else -1
    return int(first), min(int(last or length), length - 1)

"""Numbers and strings as the search files hold them (docs/search.md).

A number is an unsigned LEB128 integer (DWARF 5, section 7.6), a string its number of bytes and then
UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

_BITS = 7
_MORE = 1 << _BITS
"""Set on every byte of a number but the last."""


def number(value: int) -> bytes:
    """One number, not negative."""
    made = bytearray()
    while value >= _MORE:
        made.append(value & (_MORE - 1) | _MORE)
        value >>= _BITS
    made.append(value)
    return bytes(made)


def numbers(values: Sequence[int]) -> bytes:
    """All of them, one after the other."""
    if max(values, default=0) < _MORE:  # most are small: a byte each
        return bytes(values)
    return bytes(chain.from_iterable(map(number, values)))


def string(value: str) -> bytes:
    """One string."""
    data = value.encode()
    return number(len(data)) + data


def front_coded(words: Iterable[str]) -> bytes:
    """Strings of which each says only how it differs from the one before: the number of bytes
    that they share, then the rest as a string."""
    made, before = bytearray(), b""
    for word in words:
        data = word.encode()
        shared = _shared(before, data)
        made += number(shared) + number(len(data) - shared) + data[shared:]
        before = data
    return bytes(made)


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes they begin with in common."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))

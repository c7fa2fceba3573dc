"""Whether what a site links to elsewhere is still there.

Every address is looked at once, with HEAD, and with GET where HEAD is not liked; hosts are asked
side by side, but each of them one request at a time with a pause between, also where a redirect
leads there. What says that the page is gone is an error. What may be over in an hour (no answer,
too many requests, a server in trouble), or is meant for programs only, is a warning.

The standard library's client is enough here: nothing is downloaded, no cookie kept, redirects are
to be seen rather than followed blindly, and a watchdog ends what dawdles.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import chain
from threading import Event, Timer
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from .background import in_background
from .findings import Finding, Level
from .pace import Pace, StoppedError

_AGENT = "chapterhouse-check/1 (a link checker; one request a second at most)"
_PERMANENT, _TEMPORARY = (301, 308), (302, 303, 307)
_MOST_HOPS = 8
_GONE_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_RESERVED = "/:?=&%+,;@!$'()*~[]"


@dataclass(frozen=True, slots=True)
class Seen:
    """An address of another site, and where it is written."""

    url: str
    page: str
    path: str | None
    line: int | None
    times: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an address."""

    level: Level
    message: str
    hint: str | None = None
    found: bool = True
    """Whether its host was found; it may not answer for all that."""


_ENOUGH = Verdict(
    "warning",
    "could not be looked at: its host wants fewer requests (429)",
    "try again later, or name it under [check] ignore",
)


_DOUBT = "is this machine online?"
_NO_HOST = Verdict("error", "is at a host that does not exist", _DOUBT, found=False)
_NOT_LOOKED_FOR = Verdict("warning", "could not be looked for", _DOUBT, found=False)
_OFFLINE = replace(
    _NOT_LOOKED_FOR, hint="no host at all was found: this machine seems to be offline"
)
_LOST = (_NO_HOST, _NOT_LOOKED_FOR)

_Answer = tuple[str, Verdict | None]
"""An address, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How other sites are asked."""

    hosts: int = 8
    """How many at once."""
    pause: float = 1.0
    """Seconds between two requests to one host."""
    patience: float = 10.0
    """Seconds without a byte until a host counts as silent."""
    deadline: float = 20.0
    """Seconds that one request may take altogether."""


def ask_all(
    seen: Sequence[Seen], ignore: Sequence[str], limits: Limits = Limits()
) -> Generator[Finding, None, None]:
    """What is wrong with these addresses, but for those that a pattern in `ignore` fits: `*`
    stands for anything. Whoever stops listening stops the asking."""
    asked: dict[str, list[Seen]] = {}
    for each in seen:
        if not any(fnmatchcase(each.url, pattern) for pattern in ignore):
            asked.setdefault(urldefrag(each.url).url, []).append(each)
    stop = Event()
    asker = _Asker(limits, Pace(limits.pause, stop))
    try:
        runs = in_background(asker.ask_host, _by_host(asked), limits.hosts)
        for url, verdict in _unless_offline(chain.from_iterable(runs)):
            if verdict is not None:
                yield from (_finding(each, verdict) for each in asked[url])
    finally:
        stop.set()


def _unless_offline(answers: Iterator[_Answer]) -> Iterator[_Answer]:
    """The same answers. Without a network every host seems not to exist: that is believed once
    another one was found, or where only one was looked for."""
    lost: list[_Answer] = []
    for url, verdict in answers:
        lost.append((url, verdict))
        if verdict is None or verdict.found:
            yield from chain(lost, answers)
            return
    several = len({_host(url) for url, verdict in lost if verdict in _LOST}) > 1
    for url, verdict in lost:
        yield url, _OFFLINE if several and verdict in _LOST else verdict


def _finding(seen: Seen, verdict: Verdict) -> Finding:
    message = f"{seen.url} {verdict.message}"
    return Finding(
        verdict.level,
        "outside",
        message,
        seen.path,
        seen.line,
        seen.page,
        verdict.hint,
        seen.times,
    )


def _by_host(addresses: Iterable[str]) -> list[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for url in addresses:
        found.setdefault(_host(url), []).append(url)
    return [tuple(run) for run in found.values()]


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def judge(url: str, limits: Limits = Limits()) -> Verdict | None:
    """Asks for one address; None where nothing is wrong with it."""
    return _Asker(limits, Pace(limits.pause, Event())).judge(url)


class _EndlessError(Exception):
    """Redirects that lead nowhere."""


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, at everybody's pace."""

    limits: Limits
    pace: Pace

    def ask_host(self, addresses: Sequence[str]) -> list[tuple[str, Verdict | None]]:
        """One after the other; the rest is left alone once the host has had enough."""
        answers: list[tuple[str, Verdict | None]] = []
        with suppress(StoppedError):
            for number, url in enumerate(addresses):
                answers.append((url, self.judge(url)))
                rest = addresses[number + 1 :]
                if rest and self.pace.is_tired(_host(url)):
                    return [*answers, (rest[0], _left_alone(len(rest)))]
        return answers

    def judge(self, url: str) -> Verdict | None:
        """What is wrong with an address. Raises StoppedError."""
        try:
            status, moved = self._follow(url)
        except _EndlessError as error:
            return Verdict("error", str(error))
        except ValueError as error:
            return Verdict("error", str(error) or "is no address", found=False)
        except (OSError, HTTPException) as error:
            return _trouble(error, self.limits)
        return _verdict(status, moved)

    def _follow(self, url: str) -> tuple[int, str]:
        """The last answer, and where permanent redirects lead, or ""."""
        here, moved, permanent = url, "", True
        for _ in range(_MOST_HOPS):
            status, location = self._ask(here)
            if status not in (*_PERMANENT, *_TEMPORARY):
                return status, moved
            here = urljoin(here, location) if location else ""
            if urlsplit(here).scheme not in ("http", "https"):
                raise _EndlessError(f"redirects to what is no page ({location})")
            permanent = permanent and status in _PERMANENT
            moved = here if permanent else moved
        raise _EndlessError("redirects without end")

    def _ask(self, url: str) -> tuple[int, str]:
        """Status and Location. What HEAD doesn't get, GET may."""
        try:
            answer = self._in_turn("HEAD", url)
        except (ConnectionResetError, HTTPException):
            return self._in_turn("GET", url)
        return answer if answer[0] < 400 or answer[0] == 429 else self._in_turn("GET", url)

    def _in_turn(self, method: str, url: str) -> tuple[int, str]:
        """A host that has had enough is not asked: it would say so again."""
        host = _host(url)
        with self.pace.turn(host):
            if self.pace.is_tired(host):
                return 429, ""
            answer = _request(method, url, self.limits)
            if answer[0] == 429:
                self.pace.tire(host)
            return answer


def _left_alone(many: int) -> Verdict:
    more = f"and {many - 1:,} more of this host were" if many > 1 else "was"
    return Verdict("warning", f"{more} not looked at", _ENOUGH.hint)


def _verdict(status: int, moved: str) -> Verdict | None:
    if status in (404, 410):
        return Verdict("error", f"is gone ({status})")
    if status in (401, 403, 405, 406, 407, 451, 999):
        hint = "open it yourself, or name it under [check] ignore"
        return Verdict("warning", f"does not answer programs ({status})", hint)
    if status == 429:
        return _ENOUGH
    if status >= 500:
        return Verdict("warning", f"could not be looked at now ({status})", "try again later")
    if status >= 400:
        return Verdict("error", f"does not answer as a page does ({status})")
    return Verdict("warning", "has moved for good", f"write {moved}") if moved else None


def _request(method: str, url: str, limits: Limits) -> tuple[int, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(host, parts.port, timeout=limits.patience)
    late = Event()
    watchdog = Timer(limits.deadline, _cut, (connection, late))
    watchdog.daemon = True
    watchdog.start()
    path = quote(parts.path or "/", _RESERVED)
    path += f"?{quote(parts.query, _RESERVED)}" if parts.query else ""
    try:
        connection.request(method, path, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    except (OSError, HTTPException, ValueError, AttributeError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        watchdog.cancel()
        connection.close()


def _cut(connection: HTTPConnection, late: Event) -> None:
    late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _trouble(error: Exception, limits: Limits) -> Verdict:
    later = "try again later"
    if isinstance(error, TimeoutError):
        return Verdict("warning", f"did not answer in {limits.patience:g} seconds", later)
    if isinstance(error, socket.gaierror):
        if error.errno in _GONE_HOST:
            return _NO_HOST
        return _NOT_LOOKED_FOR
    if isinstance(error, ssl.SSLCertVerificationError):
        return Verdict("error", f"has a certificate that is not right ({error.verify_message})")
    if isinstance(error, ConnectionRefusedError):
        return Verdict("error", "is at a host that refuses connections")
    said = " ".join(str(error).split()) or type(error).__name__
    return Verdict("warning", f"broke off ({said})", later)

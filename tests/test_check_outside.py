"""`check --external` against a server of its own on this machine."""

from __future__ import annotations

import os
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from chapterhouse.check import Limits, check
from chapterhouse.check.background import in_background
from chapterhouse.check.outside import Seen, Verdict, ask_all, judge
from conftest import MakeSite
from test_check import SOUND

QUICK = Limits(hosts=4, pause=0.0, patience=0.4, deadline=0.8)


@dataclass
class Elsewhere:
    """Another site: which answer each path gets, and what was asked."""

    port: int = 0
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    open: int = 0
    most: int = 0
    """Requests at once."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def count(self) -> Counter[str]:
        return Counter(path for _, path, _ in self.asked)


class _Handler(BaseHTTPRequestHandler):
    """Answers as it is told: 0 is silence, 1 a byte now and then, 2 a line that goes dead."""

    def __init__(self, *args: object, site: Elsewhere) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        self.note(1)
        try:
            self.answer()
        finally:
            self.note(-1)

    do_GET = do_HEAD  # noqa: N815

    def note(self, more: int) -> None:
        with self.site.lock:
            if more > 0:
                self.site.asked.append((self.command, self.path, time.monotonic()))
                self.site.agents.add(self.headers["User-Agent"])
            self.site.open += more
            self.site.most = max(self.site.most, self.site.open)

    def answer(self) -> None:
        answers = self.site.answers
        usual = answers.get(self.path, (200, ""))
        status, location = answers.get(f"{self.command} {self.path}", usual)
        if status == 0:
            self.site.stopped.wait(30)
        elif status == 1:
            self.drip()
        elif status == 2:
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

    def drip(self) -> None:
        """Each byte comes in time, all of them never."""
        with suppress(OSError):
            for _ in range(60):
                self.wfile.write(b"H")
                if self.site.stopped.wait(0.1):
                    return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=site)) as server:
        server.daemon_threads = True
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield site
        site.stopped.set()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("answers", "level", "said"),
    [
        ({}, None, ""),
        ({"/x": (404, "")}, "error", "is gone (404)"),
        ({"/x": (410, "")}, "error", "is gone (410)"),
        ({"/x": (400, "")}, "error", "does not answer as a page does (400)"),
        ({"HEAD /x": (404, "")}, None, ""),
        ({"HEAD /x": (405, "")}, None, ""),
        ({"HEAD /x": (2, "")}, None, ""),
        ({"HEAD /x": (501, ""), "GET /x": (404, "")}, "error", "is gone (404)"),
        ({"/x": (429, "")}, "warning", "could not be looked at: its host wants"),
        ({"/x": (503, "")}, "warning", "could not be looked at now (503)"),
        ({"/x": (403, "")}, "warning", "does not answer programs (403)"),
        ({"/x": (999, "")}, "warning", "does not answer programs (999)"),
        ({"/x": (302, "/y")}, None, ""),
        ({"/x": (301, "/y")}, "warning", "has moved for good"),
        ({"/x": (308, "/y"), "/y": (404, "")}, "error", "is gone (404)"),
        ({"/x": (302, "/y"), "/y": (301, "/z")}, None, ""),
        ({"/x": (301, "/x")}, "error", "redirects without end"),
        ({"/x": (302, "")}, "error", "redirects to what is no page ()"),
        ({"/x": (302, "javascript:1")}, "error", "redirects to what is no page (javascript:1)"),
        ({"/x": (302, "file:///etc/passwd")}, "error", "redirects to what is no page (file:"),
        ({"/x": (0, "")}, "warning", "did not answer in 0.4 seconds"),
        ({"/x": (1, "")}, "warning", "did not answer in 0.4 seconds"),
        ({"/x": (2, "")}, "warning", "broke off"),
    ],
)
def test_what_an_answer_means(
    elsewhere: Elsewhere, answers: dict[str, tuple[int, str]], level: str | None, said: str
) -> None:
    elsewhere.answers = answers
    began = time.monotonic()
    verdict = judge(elsewhere.at("/x"), QUICK)
    assert time.monotonic() - began < 2.5
    assert (verdict and verdict.level) == level, verdict
    assert verdict is None or verdict.message.startswith(said)


def test_a_page_that_moved_for_good_is_told_with_its_new_address(elsewhere: Elsewhere) -> None:
    elsewhere.answers = {"/x": (301, "/y"), "/y": (308, "/z")}
    verdict = judge(elsewhere.at("/x"), QUICK)
    assert verdict == Verdict("warning", "has moved for good", f"write {elsewhere.at('/z')}")


def test_hosts_that_are_not_there_are_errors() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    refused = judge(f"http://127.0.0.1:{port}/", QUICK)
    assert refused == Verdict("error", "is at a host that refuses connections")
    for url in ("http://a..b/", "http://" + "a" * 70 + ".example/"):
        verdict = judge(url, QUICK)
        assert verdict is not None and verdict.level == "error"


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows any host, but for those of this machine: as without a network."""
    looked_for = socket.getaddrinfo

    def look_for(host: str, *arguments: object, **more: object) -> object:
        if host in ("127.0.0.1", "localhost"):
            return looked_for(host, *arguments, **more)  # type: ignore[arg-type]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_for)


A, B = "https://a.example/", "https://b.example/"
OFFLINE = "no host at all was found: this machine seems to be offline"
GONE = ("error", "is at a host that does not exist", "is this machine online?")
NOT_LOOKED_FOR = ("warning", "could not be looked for", OFFLINE)


@pytest.mark.parametrize(
    ("urls", "told"),
    [
        ([A], [GONE]),
        ([A, f"{A}2"], [GONE, GONE]),
        ([A, B, f"{B}2"], [NOT_LOOKED_FOR] * 3),
        ([A, "http://a..b/", B], [NOT_LOOKED_FOR, None, NOT_LOOKED_FOR]),
        ([A, B, "HERE"], [GONE, GONE]),
        (["HERE", A, B], [GONE, GONE]),
        ([A, "GONE", B], [GONE, ("error", "is gone (404)", None), GONE]),
    ],
)
@pytest.mark.usefixtures("lost")
def test_where_no_host_is_found_it_is_said_to_be_this_machine(
    elsewhere: Elsewhere, urls: list[str], told: list[tuple[str, str, str] | None]
) -> None:
    elsewhere.answers = {"/gone": (404, "")}
    here = {"HERE": elsewhere.at("/here"), "GONE": elsewhere.at("/gone")}
    seen = [Seen(here.get(url, url), "/", "x.md", n, 1) for n, url in enumerate(urls)]
    found = list(ask_all(seen, (), QUICK))
    assert len(found) == len(told)
    for each, wanted in zip(found, told, strict=True):
        said = each.message.partition(" ")[2]
        assert wanted is None or (each.level, said, each.hint) == wanted


def test_a_server_that_speaks_no_http_is_a_warning() -> None:
    class Rude(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1000)
            self.request.sendall(b"220 mail.example ESMTP\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Rude) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        verdict = judge(f"http://127.0.0.1:{server.server_address[1]}/", QUICK)
        server.shutdown()
        thread.join()
    assert verdict is not None and verdict.level == "warning"
    assert verdict.message.startswith("broke off (")


def test_each_address_is_asked_for_once_and_a_host_is_not_hurried(elsewhere: Elsewhere) -> None:
    urls = [elsewhere.at(path) for path in ("/a", "/a#one", "/a#two", "/b", "/ü b?q=ä", "/no/1")]
    seen = [Seen(url, "/", f"content/{n}.md", n, 1) for n, url in enumerate(urls)]
    elsewhere.answers = {"/a": (404, "")}
    found = list(ask_all(seen, ["*/no/*"], replace(QUICK, pause=0.15)))
    assert [(each.path, each.line, each.kind) for each in found] == [
        ("content/0.md", 0, "outside"),
        ("content/1.md", 1, "outside"),
        ("content/2.md", 2, "outside"),
    ]
    assert elsewhere.count() == {"/a": 2, "/b": 1, "/%C3%BC%20b?q=%C3%A4": 1}
    assert elsewhere.asked[0][0] == "HEAD" and elsewhere.asked[1][0] == "GET"
    heads = [at for method, _, at in elsewhere.asked if method == "HEAD"]
    assert heads[1] - heads[0] >= 0.15 and heads[2] - heads[1] >= 0.15
    assert elsewhere.most == 1
    assert all("chapterhouse" in agent for agent in elsewhere.agents)


def test_nothing_hurries_a_host_whatever_leads_there(elsewhere: Elsewhere) -> None:
    """A second try, redirects, and redirects from elsewhere wait for their turn."""
    other = f"http://localhost:{elsewhere.port}"
    elsewhere.answers = {
        "HEAD /refused": (405, ""),
        "/far": (302, elsewhere.at("/1")),
        **{f"/{n}": (302, f"/{n + 1}") for n in range(1, 4)},
    }
    urls = [elsewhere.at(path) for path in ("/refused", "/2", "/a")] + [f"{other}/far"]
    seen = [Seen(url, "/", "x.md", n, 1) for n, url in enumerate(urls)]
    assert list(ask_all(seen, (), replace(QUICK, pause=0.12))) == []
    asked = [(path, at) for _, path, at in elsewhere.asked if path != "/far"]
    assert sorted(path for path, _ in asked) == sorted(
        [
            "/refused",
            "/refused",
            "/a",
            "/1",
            *(f"/{n}" for n in (2, 3, 4)),
            *(f"/{n}" for n in (2, 3, 4)),
        ]
    )
    assert min(later - at for (_, at), (_, later) in pairwise(asked)) >= 0.12


def test_a_host_that_has_had_enough_is_left_alone_by_redirects_too(elsewhere: Elsewhere) -> None:
    other = f"http://localhost:{elsewhere.port}"
    elsewhere.answers = {
        "/full": (429, ""),
        "/r/1": (302, f"{other}/full"),
        "/r/2": (302, f"{other}/x"),
    }
    urls = [elsewhere.at(path) for path in ("/r/1", "/r/2", "/fine")]
    seen = [Seen(url, "/", "x.md", n, 1) for n, url in enumerate(urls)]
    found = list(ask_all(seen, (), QUICK))
    assert set(elsewhere.count()) == {"/r/1", "/full", "/r/2", "/fine"}
    assert [(each.line, "fewer requests (429)" in each.message) for each in found] == [
        (0, True),
        (1, True),
    ]


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C can't be sent to one process")
def test_ctrl_c_ends_it_while_hosts_are_silent(make_site: MakeSite, elsewhere: Elsewhere) -> None:
    elsewhere.answers = {"/silent": (0, "")}
    other = f"http://localhost:{elsewhere.port}/silent"
    bio = f"---\nname: Ada Lovelace\n---\n\n[a]({elsewhere.at('/silent')}) [b]({other})\n"
    site = make_site({**SOUND, "content/people/ada.md": bio})
    command = [
        sys.executable,
        "-m",
        "chapterhouse",
        "check",
        str(site),
        "--external",
        "--jobs",
        "1",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while len(elsewhere.asked) < 2:
            assert running.poll() is None
            time.sleep(0.01)
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        took = time.monotonic() - began
    assert (running.returncode, b"Traceback" in said) == (130, False)
    assert took < 10, "the answers are half a minute away"


def test_what_goes_wrong_in_the_background_comes_out() -> None:
    def half(number: int) -> float:
        return 1 / number

    found = in_background(half, (2, 4, 0), 2)
    assert (next(found), next(found)) == (0.5, 0.25)
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_a_host_that_wants_fewer_requests_is_left_alone(elsewhere: Elsewhere) -> None:
    seen = [Seen(elsewhere.at(f"/{n}"), "/", "x.md", n, 1) for n in range(1, 6)]
    elsewhere.answers = {"/2": (429, "")}
    found = list(ask_all(seen, (), QUICK))
    assert set(elsewhere.count()) == {"/1", "/2"}
    assert [(each.level, each.line) for each in found] == [("warning", 2), ("warning", 3)]
    assert found[1].message.endswith("/3 and 2 more of this host were not looked at")


def test_whoever_stops_listening_stops_the_asking(elsewhere: Elsewhere) -> None:
    """As Ctrl+C does."""
    seen = [Seen(elsewhere.at(f"/{n}"), "/", "x.md", n, 1) for n in range(50)]
    seen += [Seen(f"http://localhost:{elsewhere.port}/no", "/", "x.md", 99, 1)]
    elsewhere.answers = {"/no": (429, "")}
    began = time.monotonic()
    asking = ask_all(list(reversed(seen)), (), replace(QUICK, pause=2.0))
    assert next(iter(asking)).line == 99
    asking.close()
    assert time.monotonic() - began < 2
    assert len(elsewhere.asked) < 5


def test_the_links_of_a_site_are_asked_for_only_when_wanted(
    make_site: MakeSite, elsewhere: Elsewhere
) -> None:
    bio = (
        f"---\nname: Ada Lovelace\nlinks:\n  Web: {elsewhere.at('/gone')}\n---\n\n"
        f"[old]({elsewhere.at('/old')})\n[fine]({elsewhere.at('/fine#x')})\n"
        f"[kept]({elsewhere.at('/kept/1')})\n"
    )
    config = f'{SOUND["content/site.toml"]}edit_url = "{elsewhere.at("/edit/{path}")}"\n'
    config += f'[check]\nignore = ["{elsewhere.at("/kept/*")}"]\n'
    site = make_site({**SOUND, "content/site.toml": config, "content/people/ada.md": bio})
    elsewhere.answers = {"/gone": (404, ""), "/old": (301, "/new")}
    assert check(site).findings == ()
    assert elsewhere.asked == []
    found = check(site, outside=QUICK).findings
    assert [(each.level, (each.path or "")[-21:], each.line, each.message) for each in found] == [
        ("error", "content/people/ada.md", 4, f"{elsewhere.at('/gone')} is gone (404)"),
        ("warning", "content/people/ada.md", 7, f"{elsewhere.at('/old')} has moved for good"),
    ]
    assert set(elsewhere.count()) == {"/gone", "/old", "/new", "/fine"}

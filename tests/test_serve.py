"""`chapterhouse serve`: what it answers, to whom, and how it follows the files."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote
from urllib.request import urlopen

import pytest
import uvicorn

from chapterhouse.errors import OutputError
from chapterhouse.preview import Preview, Problem
from chapterhouse.release import Release
from chapterhouse.serve import _Server
from chapterhouse.serve.board import Board
from chapterhouse.serve.keeping import NAP, PATIENCE, Keeper
from chapterhouse.serve.listening import is_known, listen
from chapterhouse.serve.ranges import part_of
from chapterhouse.watch import Changes
from conftest import MakeSite, talk
from previewing import SECONDS, Running, ended, running


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return make_site({"seeds/talk.txt": talk("Looms and numbers")})


@pytest.fixture
def preview(site: Path) -> Iterator[Running]:
    with running(site, "--port", "0") as started:
        yield started


def until(truth: Callable[[], object]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + SECONDS
    while not truth():
        assert time.monotonic() < end
        time.sleep(0.01)


# --- HTTP -------------------------------------------------------------------------------------


def test_a_page_comes_with_the_reload_script_and_is_not_cached(preview: Running) -> None:
    status, headers, page = preview.get("/episodes/looms-and-numbers/")
    assert status == 200
    assert page.count(b'src="/_chapterhouse/reload.js') == 1
    assert headers["cache-control"] == "no-store"
    for script in ("reload.js", "news.js", "overlay.js", "playing.js"):
        assert preview.get(f"/_chapterhouse/{script}")[2].startswith(b"/**")
    assert preview.get("/_chapterhouse/app.py")[0] == 404


def test_part_of_a_file_can_be_asked_for(preview: Running) -> None:
    _, _, whole = preview.get("/search/data/table.json")
    status, headers, part = preview.get("/search/data/table.json", Range="bytes=10-19")
    assert (status, part) == (206, whole[10:20])
    assert headers["content-range"] == f"bytes 10-19/{len(whole)}"


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        (None, 200, b"0123456789"),
        ("bytes=0-", 206, b"0123456789"),
        ("bytes=3-5", 206, b"345"),
        ("bytes=-2", 206, b"89"),
        ("bytes=-20", 206, b"0123456789"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=1-2,4-5", 200, b"0123456789"),
        ("bytes=-", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
    ],
)
def test_ranges_are_those_of_rfc_9110(asked: str | None, status: int, part: bytes) -> None:
    found = part_of(b"0123456789", asked)
    assert (found[0], found[2]) == (status, part)


@pytest.mark.parametrize("name", ["why#1.txt", "why?.txt", "50%23.txt", "zwölf é.txt"])
def test_a_file_may_be_called_anything(site: Path, preview: Running, name: str) -> None:
    own = site / "content/files" / name
    own.parent.mkdir()
    with preview.events() as events:
        own.write_text("mine")
        while preview.get(f"/files/{quote(name)}")[2] != b"mine":
            next(events)


def test_a_recording_of_the_hosts_own_is_sent_in_parts(site: Path, preview: Running) -> None:
    sound = site / "content/files/sound.mp3"
    sound.parent.mkdir()
    with preview.events() as events:
        sound.write_bytes(bytes(range(256)) * 100)
        while preview.get("/files/sound.mp3")[0] != 200:
            next(events)
    status, headers, part = preview.get("/files/sound.mp3", Range="bytes=256-259")
    assert (status, part, headers["content-type"]) == (206, b"\0\1\2\3", "audio/mpeg")


def test_a_page_of_the_hosts_own_follows_its_file(site: Path, preview: Running) -> None:
    own = site / "content/pages/own.html"
    own.parent.mkdir()
    with preview.events("/own.html") as events:
        own.write_text("<!doctype html><title>Own</title><body><p>Mine</p></body>")
        while preview.get("/own.html")[0] != 200:
            next(events)
        page = preview.get("/own.html")[2]
        assert page.count(b'src="/_chapterhouse/reload.js') == 1
        own.write_text("<!doctype html><title>Own</title><p>Changed")
        while f"scripts={next(events)['look']['scripts']}&amp;".encode() in page:
            pass
        changed = preview.get("/own.html")[2]
    assert changed.startswith(b"<!doctype html><title>Own</title><p>Changed<script")


def test_an_address_that_is_not_there_gets_the_404_page(preview: Running) -> None:
    status, _, page = preview.get("/a/b/c")
    assert status == 404
    assert b"<html" in page
    assert b"reload.js" in page


def test_a_folder_is_led_to_its_page(preview: Running) -> None:
    status, headers, _ = preview.get("/episodes/looms-and-numbers")
    assert (status, headers["location"]) == (307, "/episodes/looms-and-numbers/")
    _, headers, _ = preview.get("/episodes/looms-and-numbers?t=5&q=a%20b")
    assert headers["location"] == "/episodes/looms-and-numbers/?t=5&q=a%20b"


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.toml",
        "/%2e%2e/content/site.toml",
        "/..%2fcontent%2fsite.toml",
        "/files/..%5c..%5ccontent%5csite.toml",
        "/assets/../../content/site.toml",
        "//etc/passwd",
        "/files//etc/passwd",
        "/%00",
    ],
)
def test_no_path_climbs_out(preview: Running, path: str) -> None:
    status, _, body = preview.get(path)
    assert status == 404
    assert b"root:" not in body
    assert b'title = "' not in body


def test_a_link_that_is_made_to_lead_out_is_not_followed(site: Path, preview: Running) -> None:
    own = site / "content/files/own.txt"
    own.parent.mkdir()
    with preview.events() as events:
        own.write_text("mine")
        while preview.get("/files/own.txt")[2] != b"mine":
            next(events)
        (site.parent / "secret.txt").write_text("secret")
        own.unlink()
        own.symlink_to(site.parent / "secret.txt")
        assert b"secret" not in preview.get("/files/own.txt")[2]


@pytest.mark.parametrize("path", ["/", "/_chapterhouse/events", "/_chapterhouse/reload.js"])
def test_another_host_name_is_refused(preview: Running, path: str) -> None:
    assert preview.get(path, Host="evil.example")[0] == 400


@pytest.mark.parametrize(
    ("header", "host", "known"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("LOCALHOST:1", "127.0.0.1", True),
        ("localhost.evil.example", "127.0.0.1", False),
        ("192.168.1.5:8000", "127.0.0.1", False),
        ("192.168.1.5:8000", "0.0.0.0", True),
        ("evil.example", "0.0.0.0", False),
        ("studio.local:8000", "studio.local", True),
        ("", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
        ("", "", False),
    ],
)
def test_who_is_known(header: str, host: str, known: bool) -> None:
    assert is_known(header, host) is known


def test_a_site_below_a_path_is_served_there(make_site: MakeSite) -> None:
    site = make_site(
        {
            "seeds/talk.txt": talk("Looms and numbers"),
            "content/site.toml": 'title = "T"\naddress = "https://ada.example/repo/"\n',
        }
    )
    with running(site, "--port", "0") as preview:
        assert preview.url.endswith("/repo/")
        assert preview.get("/repo/episodes/looms-and-numbers/")[0] == 200
        assert preview.get("/")[1]["location"] == "/repo/"
        assert preview.get("/episodes/looms-and-numbers/")[0] == 404
        missing = preview.get("/repo/nothing/here")
        assert missing[0] == 404
        assert b'href="/repo/' in missing[2]


def test_search_is_of_the_words_as_they_are(site: Path, preview: Running) -> None:
    before = preview.get("/search/data/table.json")[2]
    with preview.events() as events:
        (site / "seeds/talk.txt").write_text(talk("Zeppelins"))
        preview.shows(events, b"Zeppelins")
    assert preview.get("/search/data/table.json")[2] != before


# --- ports and ends ---------------------------------------------------------------------------


def test_a_port_that_is_asked_for_and_taken_is_one_line(site: Path, preview: Running) -> None:
    command = [sys.executable, "-m", "chapterhouse", "serve", str(site)]
    second = subprocess.run(
        [*command, "--port", str(preview.port)], capture_output=True, text=True, timeout=SECONDS
    )
    assert second.returncode == 1
    assert second.stderr == (
        f"cannot listen on 127.0.0.1:{preview.port}: something else listens there; "
        "choose another with --port, or none: then the next free one is taken\n"
    )


def test_where_all_usual_ports_are_taken_no_other_is_promised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(host: str, port: int) -> NoReturn:
        raise OSError(errno.EADDRINUSE, "taken")

    monkeypatch.setattr("chapterhouse.serve.listening._listening", refuse)
    with pytest.raises(OutputError) as refused:
        listen("127.0.0.1", None)
    assert str(refused.value) == (
        "cannot listen on 127.0.0.1: all ports from 8000 to 8019 are taken; "
        "choose another with --port; 0 takes any that is free"
    )


def test_without_a_port_the_next_free_one_is_taken_and_said(site: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # somebody else has it already
        with running(site) as preview:
            assert preview.port > 8000
            assert preview.get("/")[0] == 200


def test_it_listens_on_the_newer_loopback_address(site: Path) -> None:
    try:
        with closing(socket.socket(socket.AF_INET6)) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")
    with running(site, "--host", "::1", "--port", "0") as preview:
        assert preview.url == f"http://[::1]:{preview.port}/"
        with urlopen(preview.url, timeout=SECONDS) as answer:
            assert b"Looms and numbers" in answer.read()


def test_a_host_that_is_not_this_machines_is_one_line(site: Path) -> None:
    command = [sys.executable, "-m", "chapterhouse", "serve", str(site), "--host", "192.0.2.1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 1
    assert done.stderr.endswith("; choose another with --host\n")


def test_it_ends_within_a_second_of_ctrl_c_though_pages_are_open(preview: Running) -> None:
    with preview.events() as events:
        next(events)
        began = time.monotonic()
        preview.process.send_signal(signal.SIGINT)
        preview.process.wait(timeout=SECONDS)
    assert time.monotonic() - began < 10


def test_it_ends_quietly_though_somebody_takes_a_recording_slowly(
    site: Path, preview: Running
) -> None:
    sound = site / "content/files/sound.mp3"
    sound.parent.mkdir()
    with preview.events() as events:
        with sound.open("wb") as file:
            file.truncate(100_000_000)
        while preview.get("/files/sound.mp3", Range="bytes=0-1")[0] != 206:
            next(events)
    with socket.create_connection(("127.0.0.1", preview.port)) as player:
        player.sendall(b"GET /files/sound.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert player.recv(100)
        assert ended(preview.process) == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_ends_during_a_search_that_takes_long(make_site: MakeSite, jobs: str) -> None:
    """A host's search index takes as long as there are episodes; here it is put to sleep."""
    site = make_site({"seeds/talk.txt": talk("Looms and numbers"), **SLOW_SEARCH})
    with running(site, "--port", "0", "--jobs", jobs, program=[str(site / "slow.py")]) as preview:
        with socket.create_connection(("127.0.0.1", preview.port)) as asked:
            asked.sendall(b"GET /search/data/table.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
            preview.says("searching")
            preview.process.send_signal(signal.SIGINT)
            complaints = preview.process.communicate(timeout=SECONDS)[1]
            assert asked.recv(100).startswith(b"HTTP/1.1 503")
        assert complaints == b""


SLOW_SEARCH = {
    "slow.py": """\
        import sys, time
        from chapterhouse import flow
        from chapterhouse.cli import main

        def search(plan, run):
            print("searching", flush=True)
            time.sleep(60)

        if __name__ == "__main__":
            flow.PARTS["search"] = search
            sys.exit(main())
        """
}


def test_a_signal_that_comes_while_the_board_is_held_ends_it(site: Path) -> None:
    """A signal's handler runs in the midst of anything, such as who holds the lock it wants."""
    board = Board()
    server = _Server(uvicorn.Config("no:app"), board, None)
    with board._lock:
        handled = threading.Thread(target=server.handle_exit, args=(signal.SIGINT, None))
        handled.daemon = True
        handled.start()
        handled.join(SECONDS)
        assert not handled.is_alive()
    assert server.should_exit


@pytest.mark.parametrize(("command", "number"), [("serve", 2), ("serve", 4), ("build", 2)])
def test_helpers_are_deaf_to_ctrl_c(make_site: MakeSite, command: str, number: int) -> None:
    """A terminal sends it to all processes: here while the helpers begin, and while they work."""
    site = make_site({f"seeds/{n}.txt": talk(f"Talk {n}", number=n) for n in range(300)})
    words = [sys.executable, "-m", "chapterhouse", command, str(site), "--jobs", "2"]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        until(lambda: processes_of(process.pid) >= number)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=SECONDS)[1] == b""
    finally:
        process.kill()
    assert process.returncode in {130, -signal.SIGINT}


def processes_of(group: int) -> int:
    """How many there are in a process group."""
    listed = subprocess.run(["ps", "-eo", "pgid="], capture_output=True, text=True, check=True)
    return listed.stdout.split().count(str(group))


def test_the_browser_is_opened_once_there_is_an_answer(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that takes the terminal until it is closed, and wants its answer first."""
    shown, script = tmp_path / "shown.html", tmp_path / "browser"
    script.write_text(
        f"#!{sys.executable}\nimport os, sys, urllib.request\n"
        f"page = urllib.request.urlopen(sys.argv[1]).read()\n"
        f"open({str(shown)!r} + '.part', 'wb').write(page)\n"
        f"os.rename({str(shown)!r} + '.part', {str(shown)!r})\n"
        "sys.stdin.read()\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    with running(site, "--port", "0", "--open") as preview:
        until(shown.exists)
        assert b"Looms and numbers" in shown.read_bytes()
        assert preview.get("/")[0] == 200


def test_nobody_listens_to_the_terminal_any_more(site: Path) -> None:
    """`chapterhouse serve | head -1`, and then files are saved."""
    with running(site, "--port", "0") as preview:
        preview.output.close()
        for title in ("Cards and threads", "Cards and numbers"):
            with preview.events() as events:
                next(events)
                (site / "seeds/talk.txt").write_text(talk(title))
                preview.shows(events, title.encode())
        assert preview.process.poll() is None
        with closing(preview.process.stderr or io.BytesIO()) as complaints:
            preview.process.send_signal(signal.SIGINT)
            assert complaints.read() == b""
        assert preview.process.wait(SECONDS) in {130, -signal.SIGINT}


def test_a_site_that_is_wrong_from_the_beginning_is_said(make_site: MakeSite) -> None:
    site = make_site({"content/site.toml": "titel = 1\n"})
    command = [sys.executable, "-m", "chapterhouse", "serve", str(site), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 1
    assert 'content/site.toml:1: unknown key "titel"; did you mean "title"?' in done.stderr


# --- changes ----------------------------------------------------------------------------------


def test_a_broken_file_keeps_the_last_good_site(site: Path, preview: Running) -> None:
    source, toml = site / "seeds/talk.txt", site / "content/site.toml"
    said = f'{site}/content/site.toml:1: unknown key "titel"; did you mean "title"?'
    with preview.events() as events:
        assert next(events)["problems"] == []
        source.write_text(talk("Cards and threads"))
        preview.shows(events, b"Cards and threads")

        toml.write_text('titel = "Oops"\n')
        while not (problems := next(events)["problems"]):
            pass
        assert {
            "said": said,
            "place": f"{site}/content/site.toml:1",
            "message": 'unknown key "titel"',
            "hint": 'did you mean "title"?',
        } in problems
        assert b"Cards and threads" in preview.get("/")[2]

        toml.write_text('title = "Mended"\n')
        while next(events)["problems"]:
            pass
        assert b"Mended" in preview.get("/")[2]
    assert preview.says("updated: site.toml").count(said) == 1


def test_half_a_file_is_no_problem(site: Path, preview: Running) -> None:
    """An editor that empties a file and writes it in pieces, with pauses."""
    source, text = site / "seeds/talk.txt", talk("Cards and threads").encode()
    told: list[object] = []
    with preview.events() as events:
        told.append(next(events)["problems"])
        for part in (b"", text[:60], text[: len(text) // 2], text):
            source.write_bytes(part)
            time.sleep(0.05)  # the pause is what is tried
        while b"Cards and threads" not in preview.get("/")[2]:
            told.append(next(events)["problems"])
    assert told.count([]) == len(told)


def test_a_file_that_stays_open_is_waited_for(site: Path, preview: Running) -> None:
    source, text = site / "seeds/talk.txt", talk("Cards and threads").encode()
    with preview.events() as events:
        next(events)
        with source.open("wb") as file:
            for part in (text[:70], text[70:]):
                file.write(part)
                file.flush()
                time.sleep(0.05)  # the pause is what is tried
        preview.shows(events, b"Cards and threads")
    assert len(preview.says("updated: talk.txt")) == 1


def test_a_page_that_got_another_address_is_led_there(site: Path, preview: Running) -> None:
    with preview.events("/episodes/looms-and-numbers/") as events:
        assert next(events)["moved"] is None
        (site / "seeds/talk.txt").write_text(talk("Cards and threads"))
        while (moved := next(events)["moved"]) is None:
            pass
    assert moved == "/episodes/cards-and-threads/"


def test_folders_that_come_into_being_are_watched(site: Path, preview: Running) -> None:
    with preview.events() as events:
        next(events)
        template = site / "themes/own/templates/shows.html"
        template.parent.mkdir(parents=True)
        (site / "themes/own/theme.toml").write_text('name = "own"\nparent = "default"\n')
        template.write_text("first </body>")
        (site / "content/site.toml").write_text('title = "T"\ntheme = "own"\n')
        preview.shows(events, b"first", "/shows/")
        template.write_text("second </body>")
        preview.shows(events, b"second", "/shows/")
        deep = site / "seeds/a/b/deep.txt"
        deep.parent.mkdir(parents=True)
        deep.write_text(talk("Deep water", number=2))
        preview.shows(events, b"Deep water")
        deep.write_text(talk("Deeper water", number=2))
        preview.shows(events, b"Deeper water")


def test_a_folder_that_was_replaced_is_watched_again(site: Path, preview: Running) -> None:
    with preview.events() as events:
        next(events)
        (site / "seeds").rename(site / "old")
        while not next(events)["problems"]:
            pass
        (site / "seeds").mkdir()
        (site / "seeds/new.txt").write_text(talk("Quite new"))
        preview.shows(events, b"Quite new")
        (site / "seeds/new.txt").write_text(talk("Newer still"))
        preview.shows(events, b"Newer still")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_bytes(b"\xff\xfe\xfd" * 9), ""),
        (lambda file: (file.unlink(), file.mkdir(), (file / "x.txt").write_text("")), ""),
        (lambda file: (file.unlink(), file.symlink_to("/etc/hostname")), "leads out"),
    ],
    ids=["no text", "a folder", "a link that leads out"],
)
def test_whatever_becomes_of_a_file_the_preview_lives(
    site: Path, preview: Running, spoil: object, said: str
) -> None:
    file = site / "seeds/talk.txt"
    (site / "seeds/other.txt").write_text(talk("Another one", number=2))
    with preview.events() as events:
        preview.shows(events, b"Another one")
        spoil(file)  # type: ignore[operator]
        while not (problems := next(events)["problems"]):
            pass
        assert said in problems[0]["said"]
        assert b"Looms and numbers" in preview.get("/")[2]
        subprocess.run(["rm", "-rf", str(file)], check=True)
        file.write_text(talk("All is well"))
        preview.shows(events, b"All is well")
        while next(events)["problems"]:
            pass


def test_a_checkout_of_500_files_is_one_change(make_site: MakeSite) -> None:
    files = {f"seeds/{n:03}.txt": talk(f"Talk {n}", number=n) for n in range(500)}
    site = make_site(files)

    def git(*words: str) -> None:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
        subprocess.run(command, cwd=site, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    for path, text in files.items():
        (site / path).write_text(text.replace("Talk", "Speech"))
    git("commit", "-qam", "second")
    git("checkout", "-q", "HEAD~1")
    with running(site, "--port", "0") as preview, preview.events() as events:
        next(events)
        git("checkout", "-q", "-")
        preview.shows(events, b"Speech 499", "/episodes/speech-499/")
        lines = preview.says("updated: ")
        assert [line for line in lines if line.startswith("updated: ")] == lines[-1:]
        assert "and 498 more" in lines[-1]
        pages = [preview.get(f"/episodes/speech-{n}/")[0] for n in (0, 1, 250, 499)]
        assert pages == [200] * 4


def test_a_folder_that_is_renamed_and_back_is_told_by_its_name(
    site: Path, preview: Running
) -> None:
    with preview.events() as events:
        (site / "seeds").rename(site / "elsewhere")
        while not (problems := next(events)["problems"]):
            pass
        assert problems[0]["message"] == "there is no such folder"
        (site / "elsewhere").rename(site / "seeds")
        while next(events)["problems"]:
            pass
    assert preview.says("updated: ")[-1] == "updated: seeds/"
    assert preview.get("/episodes/looms-and-numbers/")[0] == 200


def test_warnings_are_said_once_and_again_when_they_are_mended(
    site: Path, preview: Running
) -> None:
    source = site / "seeds/talk.txt"
    source.write_text(talk("Looms").replace("(1:09)", "(0:50)"))
    lines = preview.says("runs backwards")
    source.write_text(source.read_text().replace("Thank you", "Thanks"))
    preview.says("updated: ")
    source.write_text(source.read_text().replace("(0:50)", "(1:09)"))
    lines = preview.says("mended: ")
    assert sum("runs backwards" in line for line in lines) == 1


def test_addresses_that_a_build_would_lose_are_said_once(site: Path) -> None:
    subprocess.run([sys.executable, "-m", "chapterhouse", "build", str(site)], check=True)
    other = "Compilers\n\nGrace: A compiler turns what people write into numbers. (0:05)\n"
    (site / "seeds/other.txt").write_text(other)
    (site / "seeds/talk.txt").unlink()
    with running(site, "--port", "0") as preview:
        assert preview.before[-2:] == (
            "published addresses that would lead nowhere, so that a build refuses:",
            "  /episodes/looms-and-numbers/ with 2 chapters and 4 moments",
        )


def test_code_of_the_host_that_fails_is_said_with_its_line(site: Path, preview: Running) -> None:
    source = site / "seeds/talk.txt"
    with preview.events() as events:
        next(events)
        hooks = "import sys\n\ndef pages(site):\n    raise RecursionError\n"
        (site / "content/hooks.py").write_text(hooks)
        while not (problems := next(events)["problems"]):
            pass
        assert "hooks.py:4" in problems[0]["said"]
        (site / "content/hooks.py").unlink()
        source.write_text(talk("Alive"))
        preview.shows(events, b"Alive")


def test_many_open_pages_keep_nobody_waiting(preview: Running) -> None:
    threads = []
    for _ in range(30):
        opened = threading.Event()

        def look(opened: threading.Event = opened) -> None:
            with preview.events() as events:
                next(events)
                opened.set()

        threads.append(threading.Thread(target=look))
        threads[-1].start()
        assert opened.wait(SECONDS)
    assert preview.get("/")[0] == 200
    for thread in threads:
        thread.join()


class Given(Changes):
    """Sets of changes one after the other; then it fails, as nothing should."""

    def __init__(self, *sets: Path) -> None:
        super().__init__(Path(), ())
        self._sets = iter(sets)

    def wait(self, seconds: float | None = None) -> frozenset[Path]:
        return frozenset() if seconds == PATIENCE else frozenset({next(self._sets)})


def test_a_bug_is_one_line_on_the_page_and_a_traceback_on_the_terminal(site: Path) -> None:
    said: list[str] = []
    preview, board = Preview(site, "http://127.0.0.1:8000"), Board()

    def stumble(_changed: object) -> None:
        raise ZeroDivisionError("oh")

    preview.refresh = stumble  # type: ignore[method-assign,assignment]
    keeper = Keeper(preview, board, said.append, lambda _remark: None)
    with pytest.raises(StopIteration):
        keeper._follow(Given(site / "seeds/talk.txt"))
    assert [each.said for each in board.state.problems] == [
        "a bug in Chapterhouse: ZeroDivisionError('oh')"
    ]
    assert said[0].startswith("Traceback")
    assert preview.file("index.html")


@pytest.mark.parametrize("error", [BrokenPipeError(), UnicodeError(), ValueError("closed")])
def test_who_follows_the_files_goes_on_though_nothing_can_be_said(
    site: Path, error: Exception
) -> None:
    def say(_line: str) -> None:
        raise error

    preview, board = Preview(site, "http://127.0.0.1:8000"), Board()
    keeper = Keeper(preview, board, say, lambda _remark: None)
    with pytest.raises(StopIteration):
        keeper._follow(Given(site / "seeds/talk.txt", site / "seeds/talk.txt"))
    assert board.state.number == 2


def test_a_thread_that_ends_ends_the_preview_with_a_sentence(site: Path) -> None:
    ends, said = threading.Event(), list[str]()
    preview = Preview(site, "http://127.0.0.1:8000")
    keeper = Keeper(preview, Board(), said.append, lambda _remark: None)
    keeper.keep_up(Given(), ends.set)
    assert ends.wait(SECONDS)
    assert str(keeper.failure).startswith("the preview can't follow the files any more, and ends: ")
    assert said[0].startswith("Traceback")


def test_a_folder_that_is_not_watched_is_shown(site: Path) -> None:
    preview, board = Preview(site, "http://127.0.0.1:8000"), Board()
    keeper = Keeper(preview, board, lambda _line: None, lambda _remark: None)
    changes = Given(site / "seeds/talk.txt")
    changes.trouble = OutputError("cannot be watched", path="themes", hint="allow more")
    with pytest.raises(StopIteration):
        keeper._follow(changes)
    assert [each.said for each in board.state.problems] == ["themes: cannot be watched; allow more"]
    keeper._settle_after(board.state)
    assert preview.standing.settled
    assert len(board.state.problems) == 1


def test_what_is_settled_takes_away_no_later_problem(site: Path) -> None:
    """A file breaks after the site was settled, and before that is told."""
    preview, board = Preview(site, "http://127.0.0.1:8000"), Board()
    keeper = Keeper(preview, board, lambda _line: None, lambda _remark: None)
    preview.refresh([site / "seeds/talk.txt"])
    problem = Problem("seeds/talk.txt: broken")
    settle = preview.settle

    def settle_and_break() -> bool:
        done = settle()
        board.post((problem,))
        return done

    preview.settle = settle_and_break  # type: ignore[method-assign]
    keeper._settle_after(board.state)
    assert board.state.problems == (problem,)


def test_only_the_present_styles_are_kept_by_a_browser(site: Path, preview: Running) -> None:
    page = preview.get("/")[2].decode()
    path = re.search(r'href="([^"]*assets/[^"]*\.css)"', page)
    assert path
    present = "/" + path[1].lstrip("./")
    assert "immutable" in preview.get(present)[1]["cache-control"]
    former = re.sub("assets/[0-9a-f]+/", "assets/0123456789/", present)
    assert preview.get(former)[0] == 200
    assert preview.get(former)[1]["cache-control"] == "no-store"


def test_a_new_day_is_taken_in_though_no_file_changes(site: Path) -> None:
    (site / "content/episodes").mkdir()
    (site / "content/episodes/talk.md").write_text("---\ndate: 2024-05-04\n---\n")
    said: list[str] = []
    days = [date(2024, 5, 3)]
    preview = Preview(site, "http://127.0.0.1:8000", release=lambda: Release(days[-1]))

    class Idle(Changes):
        def wait(self, seconds: float | None = None) -> frozenset[Path]:
            if said:
                raise StopIteration
            days.extend([date(2024, 5, 4)] * (len(waits) == 1))
            waits.append(seconds)
            return frozenset()

    waits: list[float | None] = []
    keeper = Keeper(preview, Board(), said.append, lambda _remark: None)
    with pytest.raises(StopIteration):
        keeper._follow(Idle(site, ()))
    assert (waits, said) == ([NAP, NAP], ["updated: a new day"])
    assert preview.file("episodes/looms-and-numbers/index.html") is not None

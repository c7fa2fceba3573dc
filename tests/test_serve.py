"""The preview: pages with the reload script, rebuilt as files change."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from chapterhouse.watch import watching
from conftest import MakeSite, talk

SECONDS = 20
"""How long any one step of the preview may take before the test gives up."""


@dataclass(frozen=True)
class Preview:
    port: int

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()

    @contextmanager
    def events(self) -> Iterator[Iterator[tuple[str, object]]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", "/_chapterhouse/events")
        answer = connection.getresponse()
        try:
            yield self._parsed(answer)
        finally:
            connection.close()

    @staticmethod
    def _parsed(answer: http.client.HTTPResponse) -> Iterator[tuple[str, object]]:
        kind = ""
        for line in answer:
            name, _, value = line.decode().strip().partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                yield kind, json.loads(value)


@contextmanager
def preview(site: Path) -> Iterator[Preview]:
    command = [sys.executable, "-m", "chapterhouse", "serve", str(site), "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], SECONDS)[0], "the preview says nothing"
        built, first = process.stdout.readline(), process.stdout.readline()
        assert built.startswith("1 episode -> preview: "), built
        assert first.startswith("http://127.0.0.1:"), first
        yield Preview(int(first.split("/")[2].partition(":")[2]))
    finally:
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=SECONDS)
    assert "Traceback" not in complaints


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return make_site({"seeds/talk.txt": talk("Looms and numbers")})


@pytest.fixture
def running(site: Path) -> Iterator[Preview]:
    with preview(site) as started:
        yield started


def test_a_page_comes_with_the_reload_script_and_is_not_cached(running: Preview) -> None:
    status, headers, page = running.get("/episodes/looms-and-numbers/")
    assert status == 200
    assert page.count(b'src="/_chapterhouse/reload.js"') == 1
    assert headers["cache-control"] == "no-store"
    assert running.get("/_chapterhouse/reload.js")[2].startswith(b"/**")


def test_part_of_a_file_can_be_asked_for(running: Preview) -> None:
    _, _, whole = running.get("/search/data/table.json")
    status, _, part = running.get("/search/data/table.json", Range="bytes=10-19")
    assert (status, part) == (206, whole[10:20])


def test_an_address_that_is_not_there_gets_the_404_page(running: Preview) -> None:
    status, _, page = running.get("/a/b/c")
    assert status == 404
    assert b"<html" in page


@pytest.mark.parametrize(
    "path", ["/../content/site.toml", "/%2e%2e/content/site.toml", "/..%2fcontent%2fsite.toml"]
)
def test_no_path_climbs_out(running: Preview, path: str) -> None:
    status, _, body = running.get(path)
    assert status == 404
    assert b"Test site" not in body.partition(b"<title>")[0]


def test_the_builders_notes_are_no_pages(running: Preview) -> None:
    assert running.get("/.chapterhouse.json")[0] == 404


def test_another_host_name_is_refused(running: Preview) -> None:
    assert running.get("/", Host="evil.example")[0] == 400


def test_an_edit_rebuilds_and_a_broken_file_keeps_the_last_good_site(
    site: Path, running: Preview
) -> None:
    source = site / "seeds/talk.txt"
    with running.events() as events:
        assert next(events) == ("built", 1)
        source.write_text(talk("Cards and threads"))
        assert next(events) == ("built", 2)
        assert b"Cards and threads" in running.get("/")[2]

        (site / "content/site.toml").write_text('titel = "Oops"\n')
        kind, problems = next(events)
        assert kind == "problem"
        assert 'content/site.toml:1: unknown key "titel"; did you mean "title"?' in str(problems)
        assert b"Cards and threads" in running.get("/")[2]

        (site / "content/site.toml").write_text('title = "Mended"\n')
        assert next(events) == ("built", 3)
        assert b"Mended" in running.get("/")[2]


def test_a_port_that_is_taken_is_one_line(site: Path, running: Preview) -> None:
    command = [sys.executable, "-m", "chapterhouse", "serve", str(site)]
    second = subprocess.run(
        [*command, "--port", str(running.port)], capture_output=True, text=True, timeout=SECONDS
    )
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert second.stderr.endswith("; choose another with --port\n")


def test_many_changes_are_one_set_and_reading_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    with watching((tmp_path,)) as changes:
        (tmp_path / "old.txt").read_text()
        writer = threading.Thread(
            target=lambda: [(tmp_path / f"{n}.txt").write_text("new") for n in range(50)]
        )
        writer.start()
        changed = next(changes)
        writer.join()
    assert {path.name for path in changed if path.suffix} == {f"{n}.txt" for n in range(50)}

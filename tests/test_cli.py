"""The command as a person runs it: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import MakeSite, talk


def chapterhouse(
    *arguments: str | Path, cwd: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chapterhouse", *map(str, arguments)]
    env = {**os.environ, **variables}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, encoding="utf-8", env=env
    )


def test_build_says_what_it_did(make_site: MakeSite) -> None:
    site = make_site({"seeds/talk.txt": talk("Looms")})
    first = chapterhouse("build", cwd=site)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("1 episode -> output: ")
    second = chapterhouse("build", cwd=site)
    assert ": 0 files written, " in second.stdout


def test_build_writes_where_it_is_told(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"seeds/talk.txt": talk("Looms")})
    done = chapterhouse("build", site, "--output", tmp_path / "out", "--jobs", "2")
    assert done.returncode == 0
    assert (tmp_path / "out/episodes/looms/index.html").is_file()
    assert not (site / "output").exists()


def test_an_error_is_one_line_on_stderr(make_site: MakeSite) -> None:
    site = make_site({"seeds/talk.txt": ""})
    done = chapterhouse("build", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("seeds/talk.txt") and done.stderr.count("\n") == 1


def test_a_warning_names_file_and_line(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Same"), "seeds/b.txt": talk("Same", 1, 2)})
    done = chapterhouse("build", cwd=site)
    assert done.returncode == 0
    assert done.stderr.startswith("seeds/b.txt:1: warning: ")


def test_inspect_prints_one_object_a_line_in_the_order_given(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("First"), "seeds/b.txt": talk("Second")})
    done = chapterhouse("inspect", "--json", "seeds/b.txt", "seeds/a.txt", cwd=site)
    second, first = map(json.loads, done.stdout.splitlines())
    assert (second["source"], second["title"]) == ("seeds/b.txt", "Second")
    assert (first["source"], first["title"]) == ("seeds/a.txt", "First")
    assert set(first) >= {
        "source", "format", "title", "show", "season", "number", "date", "guests", "hosts",
        "chapters", "segments", "diagnostics",
    }  # fmt: skip
    assert first["chapters"][1] == {
        "title": "Weaving numbers",
        "anchor": "weaving-numbers",
        "start": 60.0,
        "generated": False,
    }
    assert first["segments"][1] == {
        "speaker": "Ada",
        "start": 12.0,
        "text": "Thank you for having me.",
    }


def test_inspect_ignores_overrides(make_site: MakeSite) -> None:
    site = make_site(
        {
            "seeds/a.txt": talk("First"),
            "content/episodes/a.md": "---\ntitle: Another\n---\n",
        }
    )
    done = chapterhouse("inspect", "--json", "seeds/a.txt", cwd=site)
    assert json.loads(done.stdout)["title"] == "First"


def test_inspect_for_a_person_says_where_each_value_came_from(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("First", season=2)})
    said = chapterhouse("inspect", "seeds/a.txt", cwd=site).stdout
    assert "season      2  (line 3)" in said
    assert "1:00  Weaving numbers" in said
    assert "Ada is Ada Lovelace" in said


def test_one_of_a_thing_is_called_one(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": "Jane: Welcome. (0:05)\n"})
    assert (
        "  speech      1 segment, 1 word\n"
        in chapterhouse("inspect", "seeds/a.txt", cwd=site).stdout
    )
    assert chapterhouse("health", cwd=site).stdout.startswith("1 episode, 1 word\n")
    done = chapterhouse("chapters", "seeds/a.txt", "--write", cwd=site)
    assert done.stdout == "1 chapter -> content/episodes/a.md; edit them there\n"


def test_inspect_warns_of_a_label_that_fits_two_people(make_site: MakeSite) -> None:
    text = talk("First", guest="Ada Lovelace and Ada Yonath")
    site = make_site({"seeds/a.txt": text})
    warning = 'speaker "Ada" may be Ada Lovelace or Ada Yonath; write full names, or add an alias'
    line = 1 + text.splitlines().index("Ada: Thank you for having me. (0:12)")
    said = chapterhouse("inspect", "seeds/a.txt", cwd=site).stdout
    assert f"seeds/a.txt:{line}: warning: {warning}" in said
    found = json.loads(chapterhouse("inspect", "--json", "seeds/a.txt", cwd=site).stdout)
    assert {"line": line, "level": "warning", "message": warning} in found["diagnostics"]


def test_one_bad_file_does_not_hide_the_others(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": "", "seeds/b.txt": talk("Second")})
    done = chapterhouse("inspect", "--json", "seeds/a.txt", "seeds/b.txt", "nowhere.txt", cwd=site)
    assert done.returncode == 1
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Second"]
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "seeds/a.txt",
        "nowhere.txt",
    ]


def test_a_wrong_command_line_is_status_2() -> None:
    assert chapterhouse("bild").returncode == 2
    assert chapterhouse().returncode == 2


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", 'must be a web address, not ""'),
        ("/some/repo/", 'must be a web address, not "/some/repo/"'),
        ("http://[", 'must be a web address, not "http://["'),
        ("https://x.org:99999/", 'must be a web address, not "https://x.org:99999/"'),
        ('https://x.org/"a"', "must be a web address"),
        ("https://x.org/?a", 'must end before any ? or #; write "https://x.org/"'),
        ("https://x.org//", 'must not have two slashes in a row; such as "https://x.org/"'),
        ("https://x.org/%2e%2E/", 'must not have "%2e%2E" in its path; such as "https://x.org/"'),
    ],
)
def test_an_address_that_is_none_is_a_wrong_command_line(address: str, said: str) -> None:
    done = chapterhouse("build", "--base-url", address)
    assert done.returncode == 2
    assert f"argument --base-url: {said}" in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "deploy", "serve"])
def test_a_password_in_an_address_is_refused_and_not_shown(command: str) -> None:
    done = chapterhouse(command, "--base-url", "https://ada:s3cret@x.org/?token=s3cret")
    assert done.returncode == 2 and "s3cret" not in done.stderr
    assert done.stderr.splitlines()[-1] == (
        f"chapterhouse {command}: error: argument --base-url: "
        'must not hold a user\'s name or password; write "https://x.org/?token=***"'
    )


def test_an_output_without_a_name_is_a_wrong_command_line() -> None:
    done = chapterhouse("build", "--output", "")
    assert done.returncode == 2
    assert "argument --output: must not be empty" in done.stderr


def test_paths_begin_where_the_command_runs(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Same"), "seeds/b.txt": talk("Same", 1, 2)})
    done = chapterhouse("build", "site", cwd=site.parent)
    assert done.stderr.startswith("site/seeds/b.txt:1: warning: ")
    (site / "content/site.toml").write_text("tilte = 1")
    done = chapterhouse("build", "site", cwd=site.parent)
    assert done.stderr.startswith('site/content/site.toml:1: unknown key "tilte"')


def test_every_command_has_help() -> None:
    for command in ((), ("build",), ("serve",), ("inspect",)):
        done = chapterhouse(*command, "--help")
        assert done.returncode == 0 and done.stdout.startswith("usage: chapterhouse")

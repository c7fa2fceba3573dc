"""`chapterhouse deploy`: to a real remote, with everything that can go wrong on the way."""

from __future__ import annotations

import json
import os
import pickle
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chapterhouse.deploy import FIRST_STEPS
from chapterhouse.deploy.places import doubt, on_github
from chapterhouse.deploy.repository import check_version
from chapterhouse.deploy.tree import Changes, Ready, change_lines, compare, doubts
from chapterhouse.errors import DeployError
from chapterhouse.text import masked
from conftest import talk
from deployed import BRANCH, LONGEST, Host, clean, make_host, told

OTHER_WORDS = """Kilns

Grace: Clay shrinks while it dries, and again in the fire, by a tenth of its size or so. (0:04)

Ada: So whoever makes a teapot has to think of both, and of the lid that must still fit. (0:20)
"""
"""An episode that is not taken for the other one."""


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return make_host(tmp_path)


@pytest.fixture
def published(host: Host) -> Host:
    """One whose site is published already."""
    done = host.deploy()
    assert done.returncode == 0, done.stderr
    return host


def hook(host: Host, name: str, text: str) -> None:
    """A program that the remote runs."""
    file = host.remote / "hooks" / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


# --- what is published ---------------------------------------------------------------------


def test_the_first_time_the_branch_holds_the_site_byte_for_byte(host: Host) -> None:
    done = host.deploy()
    assert (done.returncode, told(done)) == (0, "")
    assert host.published() == host.output()
    assert host.published()[".nojekyll"] == b""
    assert host.git("rev-list", "--count", BRANCH, at=host.remote) == "1"
    assert done.stdout.endswith(f"published {str(host.tip())[:10]} on origin/{BRANCH}\n")


def test_the_commit_says_of_which_commit_the_site_is(host: Host) -> None:
    host.deploy()
    source, short = host.git("rev-parse", "HEAD"), host.git("rev-parse", "--short", "HEAD")
    message = host.git("log", "-1", "--format=%B", BRANCH, at=host.remote)
    assert message.startswith(f"Deploy {short}: A talk on looms\n\nSource commit: {source}\n")
    person = host.git("log", "-1", "--format=%an <%ae> %cn <%ce>", BRANCH, at=host.remote)
    assert person == "Ada <ada@example.org> Ada <ada@example.org>"


def test_the_second_time_adds_to_the_history(published: Host) -> None:
    first = published.tip()
    published.commit({"seeds/talk.txt": talk("On wheels"), "seeds/b.txt": talk("New", 1, 2)})
    done = published.deploy("--message", "Wheels [now]")
    assert done.returncode == 0, done.stderr
    assert published.published() == published.output()
    assert published.git("rev-parse", f"{BRANCH}^", at=published.remote) == first
    assert published.git("log", "-1", "--format=%s", BRANCH, at=published.remote) == "Wheels [now]"


def test_nothing_changed_and_nothing_is_pushed(published: Host) -> None:
    tip = published.tip()
    done = published.deploy()
    assert (done.returncode, published.tip()) == (0, tip)
    assert done.stdout.endswith(f"nothing changed: origin/{BRANCH} is up to date\n")


def test_a_file_takes_a_folders_place_and_back(published: Host) -> None:
    published.commit({"content/files/a/b.txt": "b", "content/files/c": "c"})
    assert published.deploy().returncode == 0
    shutil.rmtree(published.site / "content/files/a")
    (published.site / "content/files/c").unlink()
    published.commit({"content/files/a": "a", "content/files/c/d.txt": 'd "e"\n'})
    assert published.deploy().returncode == 0
    assert published.published() == published.output()
    assert published.published()["files/a"] == b"a"


def test_a_subject_cannot_keep_github_from_publishing(host: Host) -> None:
    host.commit({"seeds/talk.txt": talk("Other")}, "Mend it [skip ci]")
    host.deploy()
    assert "Mend it (skip ci)" in host.git("log", "-1", "--format=%s", BRANCH, at=host.remote)


@pytest.mark.parametrize("filtered", ["true", "false"])
def test_only_names_of_what_is_published_are_fetched(published: Host, filtered: str) -> None:
    """A server that leaves out contents, as GitHub does, and one that can't."""
    published.git("config", "uploadpack.allowFilter", filtered, at=published.remote)
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    assert published.deploy().returncode == 0
    assert published.published() == published.output()


def test_dry_run_lists_and_publishes_nothing(published: Host) -> None:
    tip = published.tip()
    published.commit({"content/pages/about.md": "---\nnav: 1\n---\n# About\n"})
    done = published.deploy("--dry-run")
    assert (done.returncode, published.tip()) == (0, tip)
    assert "\n+ about/index.html\n" in done.stdout and "\n~ index.html\n" in done.stdout
    assert done.stdout.endswith("deleted: nothing was published\n")


def test_many_changes_are_summed_up_by_folder() -> None:
    added = tuple(f"episodes/{n}/index.html" for n in range(60))
    assert list(change_lines(Changes(added, ("index.html",), ("a/b", "a/c")))) == [
        "+ episodes/  60",
        "~ index.html  1",
        "- a/  2",
    ]


# --- the domain ----------------------------------------------------------------------------


def test_a_domain_from_the_sites_own_files(host: Host) -> None:
    host.commit({"content/pages/CNAME": "talks.example.org\n"})
    done = host.deploy()
    assert host.published()["CNAME"] == b"talks.example.org\n"
    assert "it will appear at https://talks.example.org/ in" in done.stdout
    assert b"https://talks.example.org/" in host.published()["sitemap.xml"]


@pytest.mark.parametrize("text", ["https://talks.example.org/\n", "a.example\nb.example\n", ""])
def test_a_domain_file_that_names_none_is_refused(host: Host, text: str) -> None:
    host.commit({"content/pages/CNAME": text})
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done).startswith("content/pages/CNAME: this names no domain; write the domain")


@pytest.mark.parametrize("filtered", ["true", "false"])
def test_a_domain_that_only_the_branch_knows_is_kept(published: Host, filtered: str) -> None:
    """GitHub puts it there when somebody sets a domain in its settings."""
    published.git("config", "uploadpack.allowFilter", filtered, at=published.remote)
    published.by_hand({"CNAME": "talks.example.org"}, "Create CNAME")
    done = published.deploy()
    assert done.returncode == 0, done.stderr
    assert published.blob("CNAME") == b"talks.example.org"
    assert b"https://talks.example.org/" in published.published()["sitemap.xml"]
    assert published.deploy().stdout.endswith("is up to date\n")
    published.by_hand({"CNAME": None}, "Delete CNAME")
    assert published.deploy().returncode == 0
    assert "CNAME" not in published.published()


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/Me/Talks.git", "https://me.github.io/Talks/"),
        ("https://me:token@github.com/me/talks", "https://me.github.io/talks/"),
        ("git@github.com:me/talks.git", "https://me.github.io/talks/"),
        ("ssh://git@ssh.github.com:443/me/talks.git", "https://me.github.io/talks/"),
        ("git@github.com:me/Me.github.io.git", "https://me.github.io/"),
        ("https://gitlab.com/me/talks.git", None),
        ("https://example.org/github.com/me/talks", None),
        ("../remote.git", None),
    ],
)
def test_where_github_will_show_it(remote: str, address: str | None) -> None:
    assert on_github(remote) == address


@pytest.mark.parametrize(
    ("address", "domain", "said"),
    [
        ("https://me.github.io/talks/", None, None),
        ("https://a.example/", "a.example", None),
        ("https://a.example/", None, "write it into content/pages/CNAME"),
        ("https://a.example/", "b.example", "its CNAME says b.example"),
        ("", None, None),
    ],
)
def test_a_domain_that_does_not_fit_is_told(
    address: str, domain: str | None, said: str | None
) -> None:
    found = doubt(address, domain, "git@github.com:me/talks.git")
    assert found is None if said is None else found is not None and found.endswith(said)


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("seeds/new.txt", "seeds/new.txt"),
        ("content/site.toml", "content/site.toml"),
        ("themes/mine/theme.toml", "themes/mine/theme.toml"),
    ],
)
def test_uncommitted_work_is_refused(published: Host, name: str, shown: str) -> None:
    tip = published.tip()
    (published.site / name).parent.mkdir(parents=True, exist_ok=True)
    (published.site / name).write_text("x")
    done = published.deploy()
    assert (done.returncode, published.tip()) == (1, tip)
    assert told(done).startswith(f"there is uncommitted work: {shown}; commit it")
    assert told(done).count("\n") == 1


def test_new_files_that_are_none_of_the_sites_are_no_matter(host: Host) -> None:
    (host.site / "notes.txt").write_text("milk")
    assert host.deploy().returncode == 0
    assert "notes.txt" not in host.published()


def test_a_staged_change_is_uncommitted_too(host: Host) -> None:
    (host.site / "seeds/talk.txt").write_text(talk("Staged"))
    host.git("add", ".")
    assert "uncommitted work: seeds/talk.txt" in host.deploy().stderr


def test_addresses_that_no_commit_remembers_are_refused(host: Host) -> None:
    (host.site / "seeds/b.txt").write_text(talk("New", 1, 2))
    host.git("add", ".")
    host.git("commit", "-qm", "Without its addresses")
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done) == (
        "content/addresses: addresses are not remembered yet (new.txt); "
        "run chapterhouse build and commit this folder\n"
    )
    assert host.run("build", "--locked").returncode == 1
    assert not (host.site / "content/addresses/new.txt").exists()
    assert host.run("build").returncode == 0
    assert host.run("build", "--locked").returncode == 0
    assert "uncommitted work: content/addresses/new.txt" in host.deploy().stderr


def test_locked_refuses_what_is_too_much_and_takes_any_line_ends(host: Host) -> None:
    [ledger] = (host.site / "content/addresses").iterdir()
    ledger.write_bytes(ledger.read_bytes().replace(b"\n", b"\r\n"))
    assert host.run("build", "--locked").returncode == 0
    assert host.run("build").returncode == 0
    assert b"\r\n" in ledger.read_bytes()


def test_a_build_that_fails_publishes_nothing(published: Host) -> None:
    tip, before = published.tip(), published.output()
    (published.site / "content/site.toml").write_text("titel = 1\n")
    published.git("commit", "-qam", "A slip")
    done = published.deploy()
    assert (done.returncode, published.tip(), published.output()) == (1, tip, before)
    assert told(done).startswith('content/site.toml:1: unknown key "titel"')


def test_a_site_with_faults_is_not_published_unless_that_is_wanted(host: Host) -> None:
    (host.site / "themes/mine/templates").mkdir(parents=True)
    host.commit({
        "content/site.toml": 'title = "Test"\ntheme = "mine"\n',
        "themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
        "themes/mine/templates/home.html":
            '{% extends "default/home.html" %}{% block main %}<a href="gone/">x</a>{% endblock %}',
    })  # fmt: skip
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done) == "themes/mine/templates/home.html:1: no page is at /gone/\n"
    assert host.deploy("--no-check").returncode == 0
    assert host.published() == host.output()


def test_an_episode_that_is_held_back_is_not_published(host: Host) -> None:
    host.commit({
        "seeds/later.txt": talk("A talk to come", 1, 2),
        "content/episodes/later.md": "---\ndate: 2999-01-01\n---\n",
        "seeds/draft.txt": talk("A draft", 1, 3),
        "content/episodes/draft.md": "---\ndraft: true\n---\n",
    })  # fmt: skip
    done = host.deploy()
    assert done.returncode == 0, done.stderr
    said = b"".join(host.published().values())
    assert b"A talk to come" not in said and b"A draft" not in said


def test_a_commit_that_appears_while_it_builds_is_refused(host: Host) -> None:
    ready = host.folder / "ready"
    host.commit({"content/hooks.py": _during_build(
        ready, "git", "commit", "-q", "--allow-empty", "-m", "Meanwhile")})  # fmt: skip
    ready.touch()
    done = host.run("deploy")
    assert (done.returncode, host.tip()) == (1, None)
    assert "another commit was checked out" in done.stderr


def _during_build(ready: Path, *command: str) -> str:
    """A hook of the site that runs a program while it is built, once `ready` is there."""
    return (
        "import os, subprocess\n"
        "def pages(site):\n"
        f"    if os.path.exists({str(ready)!r}):\n"
        f"        subprocess.run({command!r}, check=True, timeout={LONGEST})\n"
        "    return []\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--branch", "main"], "origin/main holds the site's sources"),
        (["--remote", "upstream"], 'there is no remote "upstream"; known are: origin'),
    ],
)
def test_a_wrong_place_is_refused(host: Host, arguments: list[str], said: str) -> None:
    main = host.tip("main")
    done = host.deploy(*arguments)
    assert done.returncode == 1 and told(done).startswith(said)
    assert host.tip("main") == main


def test_sources_on_another_branch_are_not_overwritten(host: Host) -> None:
    host.git("push", "-q", "origin", "main:trunk")
    done = host.deploy("--branch", "trunk")
    assert told(done).startswith("origin/trunk holds the site's sources")


def test_where_there_is_no_repository_commit_or_git(tmp_path: Path) -> None:
    host = Host(tmp_path, tmp_path / "site", tmp_path / "remote.git")
    (host.site / "content").mkdir(parents=True)
    no_repository = host.run("deploy")
    assert no_repository.stderr.startswith(
        ".: this is no git repository; make a repository on GitHub"
    )
    assert " && ".join(FIRST_STEPS) in no_repository.stderr
    nowhere = host.run("deploy", "nowhere")
    assert nowhere.stderr.startswith("nowhere: there is no such folder")
    host.git("init", "-q")
    assert host.run("deploy").stderr.startswith("nothing is committed here yet; commit the site")
    no_git = host.run("deploy", PATH=str(tmp_path))
    assert (no_git.returncode, no_git.stderr) == (
        1,
        "git is not installed, or not found by its name; see https://git-scm.com/downloads\n",
    )


# --- what goes wrong on the way ------------------------------------------------------------


def test_a_remote_that_moves_during_the_build_is_left_alone(published: Host) -> None:
    ready = published.folder / "ready"
    other = ["update-ref", f"refs/heads/{BRANCH}", published.anothers()]
    during = _during_build(ready, "git", "-C", str(published.remote), *other)
    published.commit({"content/hooks.py": during, "seeds/b.txt": talk("New", 1, 2)})
    tip = published.tip()
    ready.touch()
    done = published.deploy()
    assert done.returncode == 1
    assert f"\norigin/{BRANCH} has moved: somebody published meanwhile" in told(done)
    subjects = published.git("log", "--format=%s", BRANCH, at=published.remote).split("\n")
    assert subjects[0] == "Other" and len(subjects) == 2
    assert published.git("rev-parse", f"{BRANCH}^", at=published.remote) == tip
    ready.unlink()
    assert published.deploy().returncode == 0
    assert published.published() == published.output()


def test_a_remote_that_moves_during_the_push_is_left_alone(published: Host) -> None:
    hook(published, "update", f"git update-ref $1 {published.anothers()}")
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    done = published.deploy()
    assert done.returncode == 1
    assert f"\norigin/{BRANCH} has moved" in told(done), done.stderr
    assert published.git("log", "-1", "--format=%s", BRANCH, at=published.remote) == "Other"


def test_a_branch_that_somebody_else_makes_first_is_left_alone(host: Host) -> None:
    hook(host, "update", "git update-ref $1 main")
    done = host.deploy()
    assert done.returncode == 1 and "has moved" in done.stderr
    assert host.tip() == host.tip("main")


def test_no_permission_is_told_in_the_remotes_words(published: Host) -> None:
    tip = published.tip()
    hook(published, "pre-receive", "echo 'see https://ada:hunter2@example.org/ for rules'; exit 1")
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    done = published.deploy()
    assert (done.returncode, published.tip()) == (1, tip)
    last = done.stderr.splitlines()[-1]
    assert last.startswith(
        f"origin/{BRANCH} was refused: pre-receive hook declined: "
        "see https://***@example.org/ for rules"
    )
    assert "nothing was published" in last and "hunter2" not in done.stdout + done.stderr


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("scheme", ["git://", "http://ada:hunter2@", "ssh://git@"])
def test_no_network_is_told_and_no_password(host: Host, scheme: str) -> None:
    address = f"{scheme}127.0.0.1:{closed_port()}/talks.git"
    host.git("remote", "set-url", "origin", address)
    done = host.deploy()
    assert done.returncode == 1
    assert told(done).count("\n") == 1 and "127.0.0.1" in done.stderr
    assert "hunter2" not in done.stdout + done.stderr


class _Unknown(BaseHTTPRequestHandler):
    """A server that wants to know who is there."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="talks"')
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_where_nobody_can_be_asked_for_a_password_it_does_not_wait(host: Host) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Unknown) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/me/talks.git"
        host.git("remote", "set-url", "origin", address)
        done = host.deploy()
        server.shutdown()
    assert done.returncode == 1
    assert told(done).startswith("origin cannot be reached: could not read Username for")
    assert told(done).endswith("see who may push there, and how git signs in\n")


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("git@github.com: Permission denied (publickey).", "see who may push there"),
        ("Host key verification failed.", "connect by hand once"),
        ("ssh: Could not resolve hostname github.com: no such name", "see that there is a network"),
    ],
)
def test_what_ssh_says_is_told(host: Host, said: str, hint: str) -> None:
    """A program that stands for ssh: it refuses as ssh does."""
    host.git("remote", "set-url", "origin", "git@github.com:me/talks.git")
    done = host.deploy(GIT_SSH_COMMAND=f"echo '{said}' >&2; false")
    assert done.returncode == 1
    assert told(done).startswith(f"origin cannot be reached: {said.removeprefix('ssh: ')}; {hint}")
    assert told(done).count("\n") == 1


def test_a_password_in_the_remotes_address_is_shown_nowhere(host: Host) -> None:
    host.git("config", f"url.{host.remote}.insteadOf", "https://ada:hunter2@example.org/talks")
    host.git("remote", "set-url", "origin", "https://ada:hunter2@example.org/talks")
    done = host.deploy()
    assert done.returncode == 0, done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    assert "hunter2" not in host.git("log", "--format=%B", BRANCH, at=host.remote)
    assert masked("https://x:y@z@h/p, ssh://git@h/ b") == "https://***@h/p, ssh://***@h/ b"


SECRET_QUERY = "https://example.org/talks.git?ref=main&private_token=hunter2&x=1#top"


@pytest.mark.parametrize(
    "name",
    ["token", "access_token", "api_key", "client_secret", "PASSWORD", "auth", "X-Amz-Signature"],
)
@pytest.mark.parametrize("sign", ["?", "?a=1&"])
def test_a_password_or_token_in_an_addresss_query_is_masked(name: str, sign: str) -> None:
    address = f"https://example.org/x{sign}{name}="
    told = str(DeployError(f"cannot reach '{address}hunter2'"))
    assert told == f"cannot reach '{address}***'"
    assert masked(f"see {address}hunter2&page=3#top now") == f"see {address}***&page=3#top now"


def test_no_part_of_an_error_tells_what_an_address_holds_secret() -> None:
    error = DeployError(f"no answer from {SECRET_QUERY}", path=SECRET_QUERY, hint=SECRET_QUERY)
    shown = "https://example.org/talks.git?ref=main&private_token=***&x=1#top"
    assert str(error) == f"{shown}: no answer from {shown}; {shown}"
    again = pickle.loads(pickle.dumps(error))  # as it comes back from another process
    assert (type(again), str(again)) == (DeployError, str(error))
    assert "hunter2" not in f"{error!r} {again!r} {error.args} {vars(error)}"


def test_what_git_says_of_an_address_is_told_without_its_query(host: Host) -> None:
    address = f"http://127.0.0.1:{closed_port()}/talks.git?private_token=hunter2"
    host.git("remote", "set-url", "origin", address)
    done = host.deploy()
    assert done.returncode == 1 and "private_token=***" in told(done)
    assert "hunter2" not in done.stdout + done.stderr


def test_a_push_that_arrived_although_the_connection_broke_is_done(published: Host) -> None:
    hook(published, "post-receive", "kill -9 $PPID")
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    done = published.deploy()
    assert done.returncode == 0, done.stderr
    assert published.published() == published.output()


def test_a_full_disk_loses_nothing(published: Host) -> None:
    """No file above 2 kB may be written."""
    published.commit({f"seeds/{n}.txt": talk(f"Talk {n}", 1, n) for n in range(2, 9)})
    tip, before = published.tip(), published.everything()
    command = f"ulimit -f 2; exec {sys.executable} -m chapterhouse deploy"
    done = subprocess.run(
        ["bash", "-c", command], cwd=published.site, env=clean(published.folder), check=False,
        capture_output=True, text=True, timeout=LONGEST,
    )  # fmt: skip
    assert (done.returncode, published.tip()) == (1, tip)
    assert "Traceback" not in done.stderr
    assert published.everything() == before
    assert list((published.folder / "temporary").iterdir()) == []
    assert published.deploy().returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_ended_midway_nothing_is_left_behind(published: Host, number: int) -> None:
    waiting = published.folder / "waiting"
    os.mkfifo(waiting)
    hook(published, "pre-receive", f"echo > {waiting}; sleep 60 & wait; exit 1")
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    tip, before = published.tip(), published.everything()
    process = subprocess.Popen(
        [sys.executable, "-m", "chapterhouse", "deploy"],
        cwd=published.site, env=clean(published.folder),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        assert _arrives(waiting, 60), "nothing was pushed"
        process.send_signal(number)
        assert process.wait(30) in (128 + number, 130)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
    assert published.everything() == before
    assert list((published.folder / "temporary").iterdir()) == []
    (published.remote / "hooks/pre-receive").unlink()
    assert published.tip() == tip
    assert published.deploy().returncode == 0


def _arrives(fifo: Path, seconds: float) -> bool:
    """Whether somebody writes into it within this time."""
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        ready, _, _ = select.select([reading], [], [], seconds)
        return bool(ready)
    finally:
        os.close(reading)


# --- surroundings --------------------------------------------------------------------------


def test_no_setting_attribute_hook_or_variable_changes_what_is_published(host: Host) -> None:
    for key, value in {
        "core.autocrlf": "true",
        "filter.shout.clean": "tr a-z A-Z",
        "filter.shout.required": "true",
    }.items():  # before the commit: later they would make its files look changed
        host.git("config", key, value)
    host.git("rm", "-rq", "--cached", ".")
    host.commit({
        ".gitattributes": "* text eol=crlf filter=shout\noutput/** -text filter=lfs\n",
        "content/files/lines.txt": "one\ntwo\r\n",
    })  # fmt: skip
    hooks = host.folder / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "pre-commit", "commit-msg", "post-commit", "reference-transaction"):
        (hooks / name).write_text("#!/bin/sh\nexit 1\n")
        (hooks / name).chmod(0o755)
    for key, value in {
        "core.safecrlf": "true",
        "core.hooksPath": str(hooks),
        "core.fsmonitor": "/nowhere/monitor",
        "core.quotePath": "true",
        "commit.gpgSign": "true",
        "push.gpgSign": "true",
        "push.followTags": "true",
        "push.default": "nothing",
        "remote.origin.mirror": "true",
        "status.showUntrackedFiles": "no",
        "transfer.fsckObjects": "true",
        "init.templateDir": str(hooks),
        "log.showSignature": "true",
        "color.ui": "always",
    }.items():
        host.git("config", key, value)
    host.git("-c", "core.hooksPath=/dev/null", "-c", "tag.gpgSign=false", "tag", "v1")
    (host.remote / "hooks").joinpath("update").write_text("")
    done = host.deploy(
        GIT_DIR="/nowhere", GIT_WORK_TREE="/nowhere", GIT_INDEX_FILE="/nowhere/index",
        GIT_OBJECT_DIRECTORY="/nowhere", GIT_NAMESPACE="other", GIT_TRACE="1",
        GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="core.autocrlf", GIT_CONFIG_VALUE_0="input",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert host.published() == host.output()
    assert host.published()["files/lines.txt"] == b"one\ntwo\r\n"
    assert host.git("for-each-ref", "--format=%(refname)", at=host.remote).split() == [
        f"refs/heads/{BRANCH}",
        "refs/heads/main",
    ]


def test_nobody_is_named_in_git(host: Host) -> None:
    """On a fresh machine: whoever wrote the source commit."""
    host.git("config", "user.useConfigOnly", "true")
    environment = {**clean(host.folder), "GIT_CONFIG_GLOBAL": "/dev/null"}
    done = subprocess.run(
        [sys.executable, "-m", "chapterhouse", "deploy"], cwd=host.site, env=environment,
        capture_output=True, text=True, check=False, timeout=LONGEST,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert host.git("log", "-1", "--format=%cn", BRANCH, at=host.remote) == "Ada"


def test_repositories_with_longer_digests(tmp_path: Path) -> None:
    host = make_host(tmp_path, "sha256")
    assert host.deploy().returncode == 0
    host.commit({"seeds/b.txt": talk("New", 1, 2)})
    assert host.deploy().returncode == 0
    assert host.published() == host.output() and len(str(host.tip())) == 64


def test_from_a_linked_work_tree_a_shallow_clone_and_a_submodule(published: Host) -> None:
    tree, outer = published.folder / "tree", published.folder / "outer"
    published.git("worktree", "add", "-q", "-b", "edits", tree)
    _publish_more(Host(published.folder, tree, published.remote), 2)
    _publish_more(published.clone("shallow", "main", "--depth=1"), 3)
    published.git("init", "-q", outer, at=published.folder)
    published.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "-b", "main",
                  published.remote, "show", at=outer)  # fmt: skip
    _publish_more(Host(published.folder, outer / "show", published.remote), 4)
    assert published.git("rev-list", "--count", BRANCH, at=published.remote) == "4"


def _publish_more(place: Host, number: int) -> None:
    place.commit({f"seeds/{number}.txt": talk(f"Talk {number}", 1, number)})
    done = place.deploy()
    assert done.returncode == 0, done.stderr
    assert place.published() == place.output()
    place.git("push", "-q", "origin", "HEAD:main")


def test_a_site_in_a_folder_of_its_repository_and_a_remote_by_path(host: Host) -> None:
    inner = host.site / "web/talks"
    shutil.copytree(host.site, inner, ignore=shutil.ignore_patterns(".git", "web", "output"))
    host.git("add", ".")
    host.git("commit", "-qm", "A site within")
    host.git("remote", "set-url", "origin", "../remote.git")
    (host.site / "elsewhere.txt").write_text("new, and none of the site's")
    before = host.everything()
    done = host.run("deploy", at=inner)
    assert done.returncode == 0, done.stderr
    assert {k: v for k, v in host.everything().items() if "/output" not in k} == before
    assert "index.html" in host.published() and "web" not in host.published()
    (inner / "seeds/new.txt").write_text("x")
    assert "uncommitted work: seeds/new.txt" in host.run("deploy", "web/talks").stderr


def test_a_transcript_that_git_ignores_is_refused(host: Host) -> None:
    (host.site / ".git/info/exclude").write_text("*.secret.vtt\n*~\n.DS_Store\n")
    for name in ("seeds/.DS_Store", "seeds/talk.txt~"):
        (host.site / name).write_text("x")
    assert host.deploy("--dry-run").returncode == 0
    vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello, everybody.\n"
    host.commit({"seeds/b.secret.vtt": vtt})
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done).startswith("git ignores what would be published: seeds/b.secret.vtt; move")


def test_addresses_that_git_ignores_are_refused(host: Host) -> None:
    host.commit({".gitignore": "/output/\n/content/addresses/\n"})
    host.git("rm", "-rq", "--cached", "content/addresses")
    host.git("commit", "-qm", "Without addresses")
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done).startswith("git ignores content/addresses/; take it out of .gitignore")


@pytest.mark.parametrize("name", ["backup.sql", "CNAME", "private/notes.txt"])
def test_what_chapterhouse_did_not_write_is_refused(host: Host, name: str) -> None:
    (host.site / "output" / name).parent.mkdir(exist_ok=True)
    (host.site / "output" / name).write_text("x")
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done).startswith(f"output: Chapterhouse did not write this: {name}; take it away")


def test_warnings_come_before_anything_is_published(published: Host) -> None:
    hook(published, "pre-receive", "exit 1")
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    assert "warning: " in published.deploy().stderr


def _another_site(host: Host, files: dict[str, str]) -> str:
    """The commit with which somebody else's pages are on the branch."""
    other = host.folder / "another"
    host.git("init", "-q", "-b", BRANCH, other)
    for name, text in files.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text)
    host.git("add", ".", at=other)
    host.git("commit", "-qm", "A blog", at=other)
    host.git("push", "-q", host.remote, BRANCH, at=other)
    return str(host.tip())


def test_another_sites_pages_are_not_deleted_unless_that_is_wanted(host: Host) -> None:
    tip = _another_site(host, {"2019/post.html": "x", "google123.html": "y", "CNAME": "a.example"})
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, tip)
    assert told(done) == (
        f"origin/{BRANCH} holds what Chapterhouse did not publish: 2019/post.html, google123.html;"
        " publish to another branch (--branch NAME), or delete them all with --replace\n"
    )
    assert host.deploy("--replace").returncode == 0
    assert host.published() == {**host.output(), "CNAME": b"a.example"}
    assert host.deploy().returncode == 0, "from then on it is ours"


def test_a_branch_with_no_pages_yet_may_be_published_over(host: Host) -> None:
    _another_site(host, {"CNAME": "a.example", ".nojekyll": ""})
    assert host.deploy().returncode == 0


def test_a_reverted_deployment_is_ours_and_a_page_added_to_it_is_not(published: Host) -> None:
    published.commit({"content/files/gone.txt": "x"})
    assert published.deploy().returncode == 0
    (published.site / "content/files/gone.txt").unlink()
    published.commit({})
    assert published.deploy().returncode == 0
    other = published.folder / "other"
    published.git("clone", "-q", "-b", BRANCH, published.remote, other)
    published.git("revert", "--no-edit", "HEAD", at=other)
    published.git("push", "-q", at=other)
    assert published.deploy().returncode == 0
    published.git("pull", "-q", at=other)
    (other / "google123.html").write_text("x")
    published.git("add", ".", at=other)
    published.git("commit", "-qm", "Verify", at=other)
    published.git("push", "-q", at=other)
    assert "by hand since it was published: google123.html;" in published.deploy().stderr


# --- what others published, and what the sources have forgotten -------------------------------


@pytest.fixture
def older(published: Host) -> Host:
    """One whose clone lacks what somebody else has published since."""
    other = published.clone("other")
    _publish_more(other, 2)
    assert "episodes/talk-2/index.html" in published.published()
    return published


def test_an_older_clone_takes_nothing_down(older: Host) -> None:
    tip, was = older.tip(), older.git("rev-parse", "--short=10", "main", at=older.remote)
    done = older.deploy()
    assert (done.returncode, older.tip()) == (1, tip)
    assert told(done).startswith(
        f"origin/{BRANCH} was published from {was}, which is not in your history; take it in (git"
    )
    assert older.deploy("--dry-run").returncode == 1
    older.git("pull", "-q", "origin", "main")
    assert older.deploy().stdout.endswith("is up to date\n")
    older.commit({"seeds/3.txt": talk("Talk 3", 1, 3)})
    assert older.deploy().returncode == 0
    assert {"episodes/talk-2/index.html", "episodes/talk-3/index.html"} <= older.published().keys()


def test_work_of_two_that_is_merged_is_published(older: Host) -> None:
    older.commit({"seeds/3.txt": talk("Talk 3", 1, 3)})
    assert older.deploy().returncode == 1
    older.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    done = older.deploy()
    assert done.returncode == 0, done.stderr
    assert {"episodes/talk-2/index.html", "episodes/talk-3/index.html"} <= older.published().keys()


def test_what_is_lost_all_the_same_is_told(older: Host) -> None:
    done = older.deploy("--replace")
    assert done.returncode == 0 and older.published() == older.output()
    first, second = told(done).splitlines()
    assert first.startswith(f"warning: origin/{BRANCH} was published from ")
    assert second == "warning: /episodes/talk-2/ would lead nowhere, and was never given up"


def test_an_older_commit_is_not_published_unless_that_is_wanted(published: Host) -> None:
    first = published.output()
    published.commit({"content/files/a.txt": "a"})
    assert published.deploy().returncode == 0
    tip, was = published.tip(), published.git("rev-parse", "--short=10", "HEAD")
    published.git("checkout", "-q", "HEAD^")
    here = published.git("rev-parse", "--short", "HEAD")
    done = published.deploy()
    assert (done.returncode, published.tip()) == (1, tip)
    assert told(done) == (
        f"origin/{BRANCH} was published from {was}, which is newer than {here}, which is checked "
        "out; go back to that one, or publish the older site with --replace\n"
    )
    assert published.deploy("--replace").returncode == 0
    assert published.published() == first
    published.git("checkout", "-q", "main")
    assert published.deploy().returncode == 0, "and forward again"


def test_history_that_was_written_anew_is_told(published: Host) -> None:
    published.git("commit", "-q", "--amend", "-m", "The same in other words")
    done = published.deploy()
    assert done.returncode == 1
    assert "which is not in your history; " in told(done) and "after a rebase" in told(done)
    published.commit({"content/files/a.txt": "a"})
    assert published.deploy("--replace").returncode == 0
    assert published.deploy().returncode == 0, "from then on it is known"


def test_a_clone_without_history_says_how_to_get_it(published: Host) -> None:
    """As GitHub's checkout makes them."""
    published.commit({"content/files/a.txt": "a"})
    published.git("push", "-q", "origin", "main")
    shallow = published.clone("shallow", "main", "--depth=1")
    tip = published.tip()
    done = shallow.deploy()
    assert (done.returncode, published.tip()) == (1, tip)
    assert "no history to find it in; fetch it (git fetch --unshallow, or in a" in told(done)
    shallow.git("fetch", "-q", "--unshallow")
    assert shallow.deploy().returncode == 0
    assert published.published() == shallow.output()


def test_what_was_taken_back_on_the_branch_is_in_nobodys_way(published: Host) -> None:
    """Somebody published from a commit that nobody else has; it was reverted."""
    other = published.clone("other")
    other.commit({"seeds/2.txt": talk("Talk 2", 1, 2)})
    assert other.deploy().returncode == 0
    assert published.deploy().returncode == 1
    pages = published.clone("pages", BRANCH)
    pages.git("revert", "--no-edit", "HEAD")
    pages.git("push", "-q")
    assert published.deploy().stdout.endswith("is up to date\n")


@pytest.mark.parametrize("text", ["by hand", None])
def test_what_somebody_changed_by_hand_is_not_overwritten(
    published: Host, text: str | None
) -> None:
    published.commit({"content/files/a.txt": "a", "content/files/b.txt": "b"})
    assert published.deploy().returncode == 0
    published.by_hand({"files/a.txt": text})
    tip = published.tip()
    done = published.deploy()
    assert (done.returncode, published.tip()) == (1, tip)
    assert told(done) == (
        f"somebody has changed origin/{BRANCH} by hand since it was published: files/a.txt; "
        "carry it over into the site's sources, or publish over it with --replace\n"
    )
    done = published.deploy("--replace")
    assert (done.returncode, published.published()["files/a.txt"]) == (0, b"a")
    assert "warning: somebody has changed" in told(done)


def test_what_was_changed_by_hand_and_in_the_sources_is_published(published: Host) -> None:
    published.commit({"content/files/a.txt": "a", "content/files/b.txt": "b"})
    assert published.deploy().returncode == 0
    published.by_hand({"files/a.txt": "by hand", "google123.html": "x", "files/b.txt": None})
    (published.site / "content/files/b.txt").unlink()
    published.commit({
        "content/files/a.txt": "by hand",
        "content/pages/google123.html": "x",
        "content/files/c.txt": "c",
    })  # fmt: skip
    done = published.deploy()
    assert done.returncode == 0, done.stderr
    assert published.published() == published.output()


def test_an_episode_that_was_forgotten_is_not_taken_down(published: Host) -> None:
    tip = published.tip()
    _forget(published)
    done = published.deploy()
    assert (done.returncode, published.tip()) == (1, tip)
    assert told(done) == (
        "/episodes/on-looms/ would lead nowhere, and was never given up; bring back its file in "
        "content/addresses/, or give it up with --replace\n"
    )
    done = published.deploy("--replace")
    assert done.returncode == 0 and published.published() == published.output()
    assert told(done).startswith("warning: /episodes/on-looms/ would lead nowhere")


def _forget(host: Host) -> None:
    """Deletes an episode together with what remembers it."""
    (host.site / "seeds/talk.txt").unlink()
    (host.site / "content/addresses/on-looms.txt").unlink()
    host.commit({"seeds/b.txt": OTHER_WORDS})


def test_an_episode_that_was_given_up_is_taken_down(published: Host) -> None:
    (published.site / "seeds/talk.txt").unlink()
    (published.site / "seeds/b.txt").write_text(OTHER_WORDS)
    assert published.run("build").returncode == 1
    assert published.run("build", "--allow-loss").returncode == 0
    published.commit({})
    done = published.deploy()
    assert done.returncode == 0, done.stderr
    assert "episodes/on-looms/index.html" not in published.published()


def test_an_episode_that_has_moved_is_not_taken_down(published: Host) -> None:
    published.commit({"seeds/talk.txt": talk("On wheels")})
    done = published.deploy()
    assert done.returncode == 0, done.stderr
    assert b"url=../on-wheels/" in published.published()["episodes/on-looms/index.html"]


def test_the_state_is_asked_where_it_is_pushed_to(published: Host) -> None:
    away = published.folder / "away.git"
    published.git("init", "-q", "--bare", away)
    published.git("remote", "set-url", "--push", "origin", away)
    tip, before = published.tip(), published.published()
    assert "added, 0 changed, 0 deleted" in published.deploy("--dry-run").stdout
    assert published.deploy().returncode == 0
    other = Host(published.folder, published.site, away)
    assert other.published() == published.output()
    assert (published.tip(), published.published()) == (tip, before)
    assert published.deploy().stdout.endswith("is up to date\n")


def test_all_places_that_a_remote_pushes_to_get_it(host: Host) -> None:
    away = host.folder / "away.git"
    host.git("init", "-q", "--bare", away)
    for place in (host.remote, away):
        host.git("remote", "set-url", "--add", "--push", "origin", place)
    for number in (2, 3):
        host.commit({f"seeds/{number}.txt": talk(f"Talk {number}", 1, number)})
        done = host.deploy()
        assert done.returncode == 0, done.stderr
        assert host.tip() == Host(host.folder, host.site, away).tip()


# --- more of what is refused -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["seeds", "content", "themes", "themes/mine"])
def test_sources_that_a_link_takes_from_elsewhere_are_refused(host: Host, name: str) -> None:
    place, away = host.site / name, host.folder / "elsewhere"
    if name.startswith("themes"):
        place.mkdir(parents=True)
        (place / "readme.txt").write_text("x")
    place.rename(away)
    place.symlink_to(os.path.relpath(away, place.parent))
    host.git("add", ".")
    host.git("commit", "-qm", "Linked")
    done = host.deploy()
    assert (done.returncode, host.tip()) == (1, None)
    assert told(done) == (
        f"this is a link to what no commit here has: {name}; put the folder itself there and "
        "commit it: what is published is what a commit has\n"
    )


def test_sources_that_a_link_takes_from_the_same_repository_are_published(host: Host) -> None:
    web = host.site / "web"
    web.mkdir()
    (host.site / "content").rename(web / "content")
    (web / "seeds").symlink_to("../seeds")
    host.git("add", ".")
    host.git("commit", "-qm", "Linked")
    done = host.run("deploy", at=web)
    assert done.returncode == 0, done.stderr
    tip = host.tip()
    (host.site / "seeds/b.txt").write_text(talk("New", 1, 2))
    done = host.run("deploy", at=web)
    assert "there is uncommitted work: seeds/b.txt;" in done.stderr
    (host.site / ".git/info/exclude").write_text("b.txt\n")
    done = host.run("deploy", at=web)
    assert "git ignores what would be published: seeds/b.txt;" in done.stderr
    (web / "seeds").unlink()
    (host.site / ".git/seeds").mkdir()
    (web / "seeds").symlink_to("../.git/seeds")
    host.git("commit", "-qam", "Hidden")
    assert "a link to what no commit here has: seeds;" in host.run("deploy", at=web).stderr
    assert host.tip() == tip


def test_the_sites_branch_checked_out_is_told_with_the_way_back(published: Host) -> None:
    published.git("fetch", "-q", "origin", f"{BRANCH}:{BRANCH}")
    shutil.rmtree(published.site / "output")
    published.git("switch", "-q", BRANCH)
    done = published.deploy()
    assert done.returncode == 1
    assert told(done) == (
        f"{BRANCH}, where the site goes, is checked out; go back to the sources: git switch main\n"
    )


def test_sources_on_gh_pages_are_told_another_branch(host: Host) -> None:
    host.git("branch", "-m", BRANCH)
    done = host.deploy()
    assert done.returncode == 1 and told(done).endswith("such as --branch site\n")


@pytest.mark.parametrize("name", ["x..y", "/x", "x/", "x.lock", "a//b", "x@{1}"])
def test_what_is_no_branchs_name_is_told_before_anything_is_built(host: Host, name: str) -> None:
    shutil.rmtree(host.site / "output")
    done = host.deploy("--branch", name)
    assert done.returncode == 1 and not (host.site / "output").exists()
    assert told(done).startswith(f'no branch can be called "{name}"; letters, digits and')


def test_a_dry_run_that_changes_nothing_says_only_that(published: Host) -> None:
    done = published.deploy("--dry-run")
    assert "" not in done.stdout.splitlines()
    assert done.stdout.endswith("nothing changed: origin/gh-pages is up to date\n")


def test_warnings_of_the_check_are_counted(host: Host) -> None:
    (host.site / "content/site.toml").write_text('title = "Test"\n[corrections]\nloomz = "looms"\n')
    host.commit({})
    said = json.loads(host.run("check", "--json").stdout)
    assert said["warnings"] > 0
    assert f"{said['warnings']} warning" in host.deploy("--dry-run").stderr


def test_an_address_in_place_of_a_remotes_name_is_told_without_its_token(host: Host) -> None:
    done = host.deploy("--remote", "https://me:hunter2@github.com/x/y?access_token=hunter3")
    assert done.returncode == 1 and "hunter" not in done.stdout + done.stderr
    assert "not its address: git remote add NAME ADDRESS" in told(done)
    wrong = host.deploy("--branch", "https://me:hunter2@github.com/x")
    assert wrong.returncode == 2 and "hunter" not in wrong.stderr


def test_no_message_keeps_github_from_publishing(host: Host) -> None:
    host.deploy("--message", "Now [Skip CI] [no ci] [really]")
    said = host.git("log", "-1", "--format=%s", BRANCH, at=host.remote)
    assert said == "Now (Skip CI) (no ci) [really]"


def test_an_older_git_is_refused() -> None:
    with pytest.raises(DeployError, match=r"git 2\.32 or newer is needed, not 2\.31"):
        check_version("git version 2.31.8")
    check_version("git version 2.32.0")


def test_a_site_whose_output_is_committed_can_be_published(host: Host) -> None:
    host.git("add", "--force", "output")
    host.git("commit", "-qm", "All of it")
    (host.site / "output/index.html").write_text("stale")
    assert host.deploy().returncode == 0
    assert host.published() == host.output()


def test_a_source_that_is_nowhere_else_is_told(published: Host) -> None:
    published.commit({"seeds/b.txt": talk("New", 1, 2)})
    done = published.deploy()
    short = published.git("rev-parse", "--short", "HEAD")
    assert told(done) == f"warning: {short} is not on origin yet: push it, too (git push)\n"


# --- limits --------------------------------------------------------------------------------


def large(host: Host, name: str, size: int) -> None:
    """A file in output/ that takes no room."""
    with (host.site / "output" / name).open("wb") as file:
        file.truncate(size)


def test_a_file_that_github_refuses_is_refused_before_it_is_pushed(published: Host) -> None:
    large(published, "talk.wav", 100 * 1024 * 1024 + 1)
    done = published.deploy()
    assert done.returncode == 1
    assert told(done).startswith("output/talk.wav: this file has 105 MB, and GitHub refuses")


def test_a_file_near_the_limit_and_one_that_is_not_ours_are_told(host: Host) -> None:
    (host.site / "output/.well-known").mkdir()
    large(host, ".well-known/talk.wav", 85_000_000)
    done = host.deploy("--dry-run")
    assert told(done) == (
        "warning: .well-known/talk.wav has 85 MB; GitHub refuses files above 100 MB\n"
        "warning: published, too, though it is in no commit: .well-known/talk.wav\n"
    )


def test_a_site_near_the_limit_is_told() -> None:
    part = Ready("", 79_000_000)
    assert list(doubts({str(n): part for n in range(10)})) == []
    [said] = doubts({str(n): part for n in range(11)})
    assert said == "the site has 869 MB; GitHub Pages takes 1000 MB at most"


def test_links_and_what_is_hidden_stay_at_home(host: Host) -> None:
    output = host.site / "output"
    (output / "secrets").symlink_to(host.folder / "home")
    (output / "passwd").symlink_to("/etc/passwd")
    (output / ".DS_Store").write_text("x")
    (output / ".well-known").mkdir()
    (output / ".well-known/atproto-did").write_text("did:plc:x")
    host.deploy()
    names = host.published().keys()
    assert ".well-known/atproto-did" in names and ".nojekyll" in names
    assert not names & {"secrets", "passwd", ".DS_Store", ".chapterhouse.json"}


def test_a_mode_is_a_change() -> None:
    was = {"a": ("100755", "1"), "b": ("120000", "2"), "c": ("100644", "3")}
    files = {"a": Ready("1", 1), "b": Ready("2", 1), "c": Ready("3", 1)}
    assert compare(was, files).changed == ("a", "b")

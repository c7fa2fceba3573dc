"""A site in a real repository, a real bare repository to publish it to, and what is in both."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conftest import talk

BRANCH = "gh-pages"

LONGEST = 300
"""Seconds that a command may take before it counts as hung."""


def clean(folder: Path, **more: str) -> dict[str, str]:
    """The variables of somebody who has set nothing up but a name."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    home = folder / "home"
    temporary = folder / "temporary"
    for place in (home, temporary):
        place.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n")
    return {**kept, "HOME": str(home), "TMPDIR": str(temporary), **more}


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody with a site, and the folder that everything lies in."""

    folder: Path
    site: Path
    remote: Path

    def git(self, *arguments: str | Path, at: Path | None = None, **more: str) -> str:
        command = ["git", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=at or self.site, env=clean(self.folder, **more), check=False,
            capture_output=True, text=True, encoding="utf-8", timeout=LONGEST,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def run(
        self, *arguments: str, at: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "chapterhouse", *arguments]
        return subprocess.run(
            command, cwd=at or self.site, env=clean(self.folder, **more), check=False,
            capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
            timeout=LONGEST,
        )  # fmt: skip

    def deploy(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs the command, and holds that it changes nothing of the host's but output/."""
        before = self.everything()
        done = self.run("deploy", *arguments, at=None, **more)
        assert self.everything() == before
        assert list((self.folder / "temporary").iterdir()) == []
        assert "Traceback" not in done.stderr
        return done

    def everything(self) -> dict[str, str]:
        """Path -> digest and mode of all that is the host's: work tree, index, refs, objects."""
        return {
            path.relative_to(self.site).as_posix(): state(path)
            for path in sorted(self.site.rglob("*"))
            if path.relative_to(self.site).parts[0] != "output"
        }

    def commit(self, files: Mapping[str, str], message: str = "Edit") -> None:
        """Edits, builds, so that addresses are remembered, and commits."""
        for name, text in files.items():
            (self.site / name).parent.mkdir(parents=True, exist_ok=True)
            (self.site / name).write_text(text, encoding="utf-8")
        done = self.run("build")
        assert done.returncode == 0, done.stderr
        self.git("add", ".")
        self.git("commit", "-qm", message)

    def tip(self, branch: str = BRANCH) -> str | None:
        """The remote branch's commit."""
        said = self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}",
                        at=self.remote)  # fmt: skip
        return said or None

    def published(self) -> dict[str, bytes]:
        """Path -> bytes of all that is on the remote branch."""
        listed = self.git("ls-tree", "-r", "-z", "--name-only", BRANCH, at=self.remote)
        return {name: self.blob(name) for name in listed.split("\0") if name}

    def blob(self, name: str) -> bytes:
        command = ["git", "cat-file", "blob", f"{BRANCH}:{name}"]
        return subprocess.run(
            command, cwd=self.remote, check=True, capture_output=True, timeout=LONGEST
        ).stdout

    def output(self) -> dict[str, bytes]:
        """Path -> bytes of the site as it was built, without what only Chapterhouse reads."""
        folder = self.site / "output"
        files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
        return {name: p.read_bytes() for name, p in files.items() if name != ".chapterhouse.json"}

    def clone(self, name: str, branch: str = "main", *more: str) -> Host:
        """Somebody else, with the same remote."""
        other = Host(self.folder, self.folder / name, self.remote)
        self.git("clone", "-q", *more, "-b", branch, f"file://{self.remote}", other.site)
        return other

    def by_hand(self, files: Mapping[str, str | None], message: str = "By hand") -> None:
        """Somebody edits the published branch on GitHub's pages; None deletes a file."""
        other = self.clone(f"by-hand-{len(list(self.folder.iterdir()))}", BRANCH)
        for name, text in files.items():
            if text is None:
                (other.site / name).unlink()
            else:
                (other.site / name).write_text(text, encoding="utf-8")
        other.git("add", ".")
        other.git("commit", "-qm", message)
        other.git("push", "-q")

    def anothers(self) -> str:
        """A commit that somebody else makes after the published one, and is yet to publish."""
        made = ["commit-tree", f"{BRANCH}^{{tree}}", "-p", BRANCH, "-m", "Other"]
        return self.git(*made, at=self.remote)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What a deployment says went wrong, besides how many warnings there are."""
    lines = done.stderr.splitlines(keepends=True)
    return "".join(line for line in lines if not line.endswith(" lists them\n"))


def state(path: Path) -> str:
    """What a file, folder or link is."""
    mode = oct(path.lstat().st_mode)
    if path.is_symlink():
        return f"{mode} {path.readlink()}"
    return f"{mode} {hashlib.sha256(path.read_bytes()).hexdigest()}" if path.is_file() else mode


def make_host(folder: Path, object_format: str = "sha1") -> Host:
    """One episode, built and committed on main; the remote is empty."""
    host = Host(folder, folder / "site", folder / "remote.git")
    host.site.mkdir()
    kind = f"--object-format={object_format}"
    host.git("init", "-q", "--bare", kind, host.remote)
    host.git("init", "-q", "-b", "main", kind)
    host.git("remote", "add", "origin", host.remote)
    files = {
        "content/site.toml": 'title = "Test"\n',
        "seeds/talk.txt": talk("On looms"),
        ".gitignore": "/output/\n",
    }
    host.commit(files, "A talk on looms")
    host.git("push", "-q", "origin", "main")
    return host

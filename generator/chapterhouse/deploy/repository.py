"""The repository that the site's sources are in: asked, and never written to."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import DeployError
from ..files import Folder, is_scrap
from ..text import masked
from .git import Git, GitError, surroundings

_THEMES = "themes"
_SOURCES = ("content", "seeds", _THEMES)
"""Folders where a new file changes the site, in its own."""

_REMEMBERED = "content/addresses/"
_NOBODYS = ("__pycache__", "Thumbs.db", "desktop.ini")
_BUILT = "output/"

FIRST_STEPS = (
    "git init -b main",
    "chapterhouse build",
    "git add .",
    'git commit -m "A new site"',
    "git remote add origin https://github.com/YOU/REPOSITORY.git",
    "git push -u origin main",
)
"""From a new folder to a site that can be published; the workflow runs on main only."""

_OLDEST = (2, 32)
"""Of git: it takes settings from variables, so that no password is written to a file (2.31), and
the place of the host's own settings, too, so that they change nothing."""

_ENOUGH = 5

_KEPT = re.compile(r"(credential|http|protocol|ssh)\..*|core\.(sshcommand|askpass|gitproxy)")
_OF_REMOTE = (
    "proxy",
    "proxyauthmethod",
    "uploadpack",
    "receivepack",
    "serveroption",
    "vcs",
)


@dataclass(frozen=True, slots=True)
class Commit:
    """What the site is built from."""

    sha: str
    short: str
    subject: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a site's folder."""

    git: Git
    site: str
    """The site's folder, from the root of the work tree: "" or "docs/"."""
    object_format: str
    """ "sha1" or "sha256"."""

    def source(self) -> Commit:
        """The commit that is checked out. Raises DeployError where there is none yet."""
        try:
            said = self.git.ask("log", "-1", "--no-show-signature", "--format=%H%n%h%n%s", "HEAD")
        except GitError:
            hint = f"commit the site first: {_in_order(FIRST_STEPS[1:])}"
            raise DeployError("nothing is committed here yet", hint=hint) from None
        return Commit(*f"{said}\n\n".split("\n")[:3])

    def branch(self) -> str | None:
        """The branch that is checked out, if one is."""
        done = self.git.tried(["symbolic-ref", "--quiet", "--short", "HEAD"])
        return os.fsdecode(done.stdout).strip() or None

    def uncommitted(self) -> list[str]:
        """What of the site no commit has: changed files, and new ones among its sources."""
        found = self._status()
        return [path for mark, path, source in found if mark != "!!" and (mark != "??" or source)]

    def ignored(self) -> list[str]:
        """What of the site's sources git is told to leave out, and the build reads."""
        found = self._status("--ignored=traditional")
        return [p for mark, p, source in found if mark == "!!" and source and not _is_unread(p)]

    def _status(self, *more: str) -> list[tuple[str, str, bool]]:
        """Two letters, a path from the site's folder, and whether it is a source's, without what
        is built; see git-status. A folder that a link leads to is asked for, too."""
        elsewhere = [target for target in self.linked().values() if target is not None]
        shown = self.git.run(
            [
                "-c", "core.fsmonitor=false", "-c", "status.relativePaths=false",
                "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", *more,
                "--", self.site or ".", *elsewhere,
            ]
        )  # fmt: skip
        sources = (*(f"{self.site}{name}" for name in _SOURCES), *elsewhere)
        entries = (os.fsdecode(entry) for entry in shown.split(b"\0") if entry)
        return [
            (entry[:2], entry[3:].removeprefix(self.site), _is_below(entry[3:], sources))
            for entry in entries
            if not entry[3:].startswith(f"{self.site}{_BUILT}")
        ]

    def linked(self) -> dict[str, str | None]:
        """The folders of sources, and of themes, that are links -> where they lead, from the root
        of the work tree; None: to what this repository does not hold."""
        found = {}
        for path in _folders_of_sources(self.git.place / self.site):
            real = Path(os.path.realpath(path))
            if real != Path(os.path.realpath(path.parent), path.name):
                shown = path.relative_to(self.git.place / self.site).as_posix()
                found[shown] = self._from_root(real)
        return found

    def _from_root(self, place: Path) -> str | None:
        """None for another repository's folders, such as a submodule's, and for .git."""
        if not place.is_dir():
            return None
        done = Git(place, self.git.variables).tried(["rev-parse", "--show-toplevel"])
        root = os.path.realpath(self.git.place)
        mine = done.returncode == 0 and os.path.realpath(os.fsdecode(done.stdout[:-1])) == root
        return place.relative_to(root).as_posix() if mine else None

    def refuse_uncommitted(self) -> None:
        """Raises DeployError for work that no commit has."""
        if found := self.uncommitted():
            hint = "commit it: what is published is what a commit has"
            raise DeployError(f"there is uncommitted work: {some(found)}", hint=hint)

    def refuse_linked(self) -> None:
        """Raises DeployError for sources that lie where no commit has them."""
        if found := [name for name, target in self.linked().items() if target is None]:
            hint = (
                "put the folder itself there and commit it: what is published is what a commit has"
            )
            message = f"this is a link to what no commit here has: {some(found)}"
            raise DeployError(message, hint=hint)

    def refuse_ignored(self) -> None:
        """Raises DeployError for what git leaves out and the site would have."""
        found = self.ignored()
        if any(path.startswith(_REMEMBERED) for path in found):
            hint = "take it out of .gitignore and commit it: links live as long as it is kept"
            raise DeployError(f"git ignores {_REMEMBERED}", hint=hint)
        if found:
            hint = "move it out of the site's folder, or commit it: git add --force FILE"
            raise DeployError(f"git ignores what would be published: {some(found)}", hint=hint)

    def address_of(self, remote: str) -> str:
        """A remote's address as git uses it. Raises DeployError for an unknown remote."""
        try:
            return self.git.ask("remote", "get-url", "--push", "--", remote)
        except GitError:
            raise DeployError(f'there is no remote "{remote}"', hint=self._known(remote)) from None

    def _known(self, remote: str) -> str:
        known = self.git.ask("remote").split()
        if re.search(r"[/:@]", remote):
            others = f" ({', '.join(known)})" if known else ""
            return f"give git's name of it{others}, not its address: git remote add NAME ADDRESS"
        if known:
            return f"known are: {', '.join(known)}"
        return f"make a repository on GitHub, then: {_in_order(FIRST_STEPS[4:])}"

    def follows(self, commit: str) -> bool:
        """Whether this commit is in the history of what is checked out."""
        return self._is_before(commit, "HEAD")

    def precedes(self, commit: str) -> bool:
        """Whether what is checked out is in the history of this commit, as far as that is here."""
        return self._is_before("HEAD", commit)

    def _is_before(self, older: str, newer: str) -> bool:
        """One that isn't here is not fetched to find out: nothing is written here."""
        asking = replace(self.git, variables={**self.git.variables, "GIT_NO_LAZY_FETCH": "1"})
        return asking.tried(["merge-base", "--is-ancestor", older, newer]).returncode == 0

    def is_shallow(self) -> bool:
        """Whether only the last part of the history is here, as in GitHub's workflows."""
        return self.git.ask("rev-parse", "--is-shallow-repository") == "true"

    def branches(self) -> list[str]:
        """The local ones; those first that sources are usually on."""
        asked = ["for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/"]
        usual = ("main", "master")
        return sorted(self.git.ask(*asked).split(), key=lambda name: (name not in usual, name))

    def has_sources(self) -> bool:
        """Whether what is checked out holds any of a site's."""
        places = (f"{self.site}{name}" for name in _SOURCES)
        return bool(self.git.run(["ls-files", "-z", "--", *places]))

    def names_a_branch(self, name: str) -> bool:
        """Whether git takes it for one."""
        return self.git.tried(["check-ref-format", f"refs/heads/{name}"]).returncode == 0

    def has_been_pushed(self, source: Commit, remote: str) -> bool:
        """Whether the remote has the commit, as far as is known here."""
        asked = ["for-each-ref", "--count=1", "--contains", source.sha, f"refs/remotes/{remote}/"]
        done = self.git.tried(asked)
        return bool(done.returncode or done.stdout)

    def person(self) -> str:
        """Who publishes: "Name <address>". Who wrote the source commit where git knows nobody."""
        done = self.git.tried(["var", "GIT_COMMITTER_IDENT"])
        known = os.fsdecode(done.stdout).strip().rsplit(" ", 2)
        if done.returncode == 0 and len(known) == 3:
            return known[0]
        return self.git.ask("log", "-1", "--no-show-signature", "--format=%an <%ae>", "HEAD")

    def settings(self, remote: str) -> tuple[list[tuple[str, str]], list[str]]:
        """What says how the remote is reached, and the folders that git may trust."""
        entries = self.git.run(["config", "--list", "-z"]).split(b"\0")
        listed = [_setting(entry) for entry in entries if entry]
        wanted = {f"remote.{remote}.{key}" for key in _OF_REMOTE}
        kept = [(key, value) for key, value in listed if key in wanted or _KEPT.fullmatch(key)]
        kept += self._places(remote)
        return kept, [value for key, value in listed if key == "safe.directory"]

    def _places(self, remote: str) -> list[tuple[str, str]]:
        """Its addresses, as `insteadOf` makes them: what is published is asked where it is pushed
        to, which may be another place than where the sources are fetched from."""
        pushed = self.git.ask("remote", "get-url", "--push", "--all", "--", remote).splitlines()
        to_push = ((f"remote.{remote}.pushurl", address) for address in pushed)
        return [(f"remote.{remote}.url", pushed[0]), *to_push]


def find_repository(site: Path) -> Repository:
    """The repository around `site`. Raises DeployError where there is none, or no fit git."""
    variables = surroundings()
    place = Path(os.path.realpath(site))
    asking = Git(place, variables)
    check_version(asking.ask("--version"))
    try:
        root = asking.ask("rev-parse", "--show-toplevel")
        inside = asking.ask("rev-parse", "--show-prefix")
        kind = asking.ask("rev-parse", "--show-object-format")
    except GitError as error:
        if "not a git repository" not in error.said:
            raise
        hint = f"make a repository on GitHub, then: {_in_order(FIRST_STEPS)}"
        raise DeployError("this is no git repository", path=site, hint=hint) from None
    return Repository(Git(Path(root), variables), inside, kind)


def some(found: Sequence[str]) -> str:
    """The first few of these."""
    return ", ".join(found[:_ENOUGH]) + (", ..." if len(found) > _ENOUGH else "")


def _in_order(commands: Sequence[str]) -> str:
    return " && ".join(commands)


def _folders_of_sources(site: Path) -> list[Path]:
    """Those that the build reads each by itself: no link in them may lead out of them."""
    themes = Folder(site / _THEMES, _THEMES, DeployError).folders()
    return [site / name for name in (*_SOURCES, *(f"{_THEMES}/{each}" for each in themes))]


def _is_below(path: str, folders: Sequence[str]) -> bool:
    return any(each == "." or f"{path}/".startswith(f"{each}/") for each in folders)


def _is_unread(path: str) -> bool:
    """Whether the build passes it by: hidden, a backup, or Python's own."""
    return any(is_scrap(part) or part in _NOBODYS for part in path.split("/"))


def check_version(said: str) -> None:
    """Raises DeployError where git is too old, by what `git --version` prints."""
    found = re.search(r"(\d+)\.(\d+)", said)
    if found and (int(found[1]), int(found[2])) < _OLDEST:
        raise DeployError(f"git {_OLDEST[0]}.{_OLDEST[1]} or newer is needed, not {found[0]}")


def _setting(entry: bytes) -> tuple[str, str]:
    """A key alone says yes."""
    key, given, value = os.fsdecode(entry).partition("\n")
    return key, value if given else "true"


def shown(address: str) -> str:
    """A remote's address for people, without passwords."""
    return masked(address)

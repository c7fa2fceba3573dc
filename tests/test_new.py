"""`chapterhouse new`: a site that works as it stands, and every line of its settings."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import tomllib
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from playwright.sync_api import Page as Tab

from browser import serve
from chapterhouse import __version__
from chapterhouse.build import build
from chapterhouse.check import check
from chapterhouse.content import SiteConfig, load_content
from chapterhouse.deploy import FIRST_STEPS
from chapterhouse.errors import ContentError
from chapterhouse.starter import WORKFLOW, begin, enclosing
from chapterhouse.starter.knobs import EXAMPLES, site_toml
from chapterhouse.toml_lines import toml_lines
from conftest import talk
from test_cli import chapterhouse

SITE = "content/site.toml"
PAGES = "${{ steps.pages.outputs.base_url }}"
"""Where GitHub says that the site will be."""


def snapshot(folder: Path) -> dict[str, str]:
    """Path -> digest of everything below a folder."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "my-show"
    begin(folder)
    return folder


# --- the site ------------------------------------------------------------------------------


def test_from_nothing_to_a_site_without_a_remark(tmp_path: Path) -> None:
    """The commands as a stranger types them, with nothing but a home and a path."""
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment["HOME"] = str(tmp_path)
    command = [sys.executable, "-m", "chapterhouse"]
    began = time.monotonic()
    for arguments, folder in (("new my-show", tmp_path), ("build", tmp_path / "my-show")):
        done = subprocess.run(
            [*command, *arguments.split()],
            cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
    assert time.monotonic() - began < 120
    page = (tmp_path / "my-show/output/episodes/every-word-on-the-web/index.html").read_text()
    assert "How to start small" in page and "Nora Lind" in page and "Sam Okafor" in page


def test_the_sample_goes_away_with_its_two_files(new: Path) -> None:
    for name in ("seeds/every-word-on-the-web.txt", "content/episodes/every-word-on-the-web.md"):
        (new / name).unlink()
    (new / "seeds/looms.txt").write_text(talk("On looms"), encoding="utf-8")
    report = build(new)
    assert (report.episodes, report.remarks) == (1, ())


def test_nothing_is_left_to_be_filled_in(new: Path) -> None:
    for path in sorted(new.rglob("*")):
        if path.is_file():
            assert not re.search(r"(?<![${])\{(?:title|version|show)\}", path.read_text("utf-8"))


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    done = chapterhouse("new", "my show", "--title", "Über uns", cwd=tmp_path)
    assert done.stdout.startswith("Über uns -> my show: ")
    assert "  cd 'my show'\n  chapterhouse serve" in done.stdout
    assert load_content(tmp_path / "my show").config.title == "Über uns"


def test_the_folders_name_is_the_title_and_the_address_is_set(tmp_path: Path) -> None:
    chapterhouse("new", "bike_talk", "--address", "https://me.example/bikes/", cwd=tmp_path)
    config = load_content(tmp_path / "bike_talk").config
    assert (config.title, config.address) == ("Bike talk", "https://me.example/bikes/")
    assert config.shows[0].name == "Bike talk"


@pytest.mark.parametrize("title", ['say "so" \\o/', "#1 'show' = [x]", "日本の話", "{title}"])
def test_any_title_can_be_built(tmp_path: Path, title: str) -> None:
    begin(tmp_path / "site", title)
    assert build(tmp_path / "site").episodes == 1
    assert load_content(tmp_path / "site").config.title == title


@pytest.mark.parametrize("title", ["", "  ", "a\x07b"])
def test_a_title_that_is_none_is_refused_before_anything_is_written(
    tmp_path: Path, title: str
) -> None:
    with pytest.raises(ContentError, match="title"):
        begin(tmp_path / "site", title)
    assert not (tmp_path / "site").exists()


def test_what_exists_is_never_touched(new: Path) -> None:
    before = snapshot(new)
    again = chapterhouse("new", new)
    assert again.returncode == 1
    assert "this folder is not empty" in again.stderr and again.stderr.count("\n") == 1
    inside = chapterhouse("new", new / "README.md")
    assert inside.stderr == (
        f"{new}/README.md: this is a file; name a folder that does not exist yet, or an empty one\n"
    )
    assert snapshot(new) == before


def test_an_empty_repository_is_as_good_as_a_new_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path / "site"], check=True, timeout=60)
    assert chapterhouse("new", "site", cwd=tmp_path).returncode == 0
    listed = ["git", "-C", str(tmp_path / "site"), "status", "--porcelain", "-uall"]
    shown = subprocess.run(listed, check=True, capture_output=True, text=True, timeout=60).stdout
    assert f"?? {WORKFLOW}\n" in shown
    build(tmp_path / "site")
    after = subprocess.run(listed, check=True, capture_output=True, text=True, timeout=60).stdout
    assert set(after.splitlines()) - set(shown.splitlines()) == {
        "?? content/addresses/every-word-on-the-web.txt"
    }


def test_below_another_repository_it_says_where_github_looks(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True, timeout=60)
    done = chapterhouse("new", "site", cwd=tmp_path)
    assert done.stdout.endswith(f"GitHub runs {WORKFLOW} only from there.\n")
    assert enclosing(tmp_path) is None


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1440])
def test_it_fits_a_phone_and_a_desk(new: Path, page: Tab, width: int) -> None:
    build(new)
    page.set_viewport_size({"width": width, "height": 800})
    with serve(new / "output") as address:
        for path in ("/", "/about/", "/episodes/every-word-on-the-web/", "/people/sam-okafor/"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_examples_beside_the_episode_and_the_guest_are_accepted(new: Path) -> None:
    for name in ("episodes/every-word-on-the-web.md", "people/sam-okafor.md"):
        file = new / "content" / name
        text = file.read_text("utf-8").replace("11-CHARACTER-ID-OR-ADDRESS", "sMy8NYZnsy8")
        assert re.search(r"(?m)^#(\w+:)", text)
        file.write_text(re.sub(r"(?m)^#(\w+:)", r"\1", text), "utf-8")
    content = load_content(new)
    [override], [person] = content.overrides.values(), content.people
    assert override.audio and override.youtube and override.topics and override.guests
    assert person.links
    assert build(new).episodes == 1


def test_in_an_empty_folder_there_is_nowhere_to_go(tmp_path: Path) -> None:
    done = chapterhouse("new", ".", "--title", "Here", cwd=tmp_path)
    assert done.stdout.startswith("Here -> .: ") and "  cd " not in done.stdout


def test_nothing_of_it_is_found_wrong(new: Path) -> None:
    assert check(new, "https://user.github.io/repo/").findings == ()


def test_a_repository_made_on_github_keeps_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    subprocess.run(["git", "init", "-q", folder], check=True, timeout=60)
    for name in ("README.md", "LICENSE", ".gitignore", ".DS_Store"):
        (folder / name).write_text("mine")
    done = chapterhouse("new", "site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Kept as it was: .gitignore, README.md." in done.stdout
    for name in ("README.md", "LICENSE", ".gitignore", ".DS_Store"):
        assert (folder / name).read_text() == "mine"
    assert build(folder).episodes == 1


@pytest.mark.parametrize("name", ["seeds", "Content", ".github"])
def test_a_folder_that_holds_what_a_new_site_has_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(ContentError, match=f"it holds {name}"):
        begin(tmp_path, "Test")
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_disk_that_refuses_midway_leaves_nothing(tmp_path: Path) -> None:
    """No file above 2 kB may be written."""
    (tmp_path / "README.md").write_text("mine")
    command = f"ulimit -f 2; exec {sys.executable} -m chapterhouse new {{}} --title A"
    for folder, left in ((".", ["README.md"]), ("a/b", ["README.md"])):
        done = subprocess.run(
            ["bash", "-c", command.format(folder)], cwd=tmp_path, check=False,
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert [p.name for p in tmp_path.iterdir()] == left


def test_a_folders_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"the folder's name is no text; give the site a title"):
        begin(tmp_path / os.fsdecode(b"a\xff"))
    assert list(tmp_path.iterdir()) == []


def test_the_same_steps_lead_to_a_published_site_everywhere(tmp_path: Path) -> None:
    done = chapterhouse("new", "site", cwd=tmp_path)
    steps = "".join(f"{step}\n" for step in FIRST_STEPS)
    for said in (done.stdout, (tmp_path / "site/README.md").read_text("utf-8")):
        assert steps in "".join(line.strip() + "\n" for line in said.splitlines())


# --- settings ------------------------------------------------------------------------------


def settings() -> list[int]:
    """The numbers of the lines that hold a setting as a comment."""
    lines = site_toml("Test", "").splitlines()
    return [n for n, line in enumerate(lines) if re.match(r"#\w+ = ", line)]


def test_every_key_is_in_the_file_once() -> None:
    lines = site_toml("Test", "").splitlines()
    keys, table = [], ""
    for line in lines:
        if header := re.match(r"\[+([\w.]+)", line):
            table = f"{header[1]}."
        elif setting := re.match(r"#?(\w+) = ", line):
            keys.append(table + setting[1])
    assert len(keys) == len(set(keys)) and set(keys) - {"title"} == set(EXAMPLES)
    written = {f.name for f in fields(SiteConfig) if not re.search(r"lines?$", f.name)}
    assert {key.partition(".")[0] for key in keys} == written


@pytest.mark.parametrize("number", settings())
def test_each_line_is_accepted_when_its_sign_is_taken_off(new: Path, number: int) -> None:
    file = new / SITE
    lines = file.read_text("utf-8").splitlines()
    lines[number] = lines[number].removeprefix("#")
    file.write_text("\n".join(lines), "utf-8")
    assert build(new).episodes == 1
    key = lines[number].partition(" ")[0]
    headers = (re.match(r"\[+([\w.]+)", line) for line in reversed(lines[:number]))
    table = next((found[1] for found in headers if found), None)
    path = () if table is None else (table, 0) if table == "shows" else tuple(table.split("."))
    assert toml_lines("\n".join(lines))((*path, key)) == number + 1


def test_all_of_them_are_accepted_together(new: Path) -> None:
    file = new / SITE
    file.write_text(re.sub(r"(?m)^#(\w+ = )", r"\1", file.read_text("utf-8")), "utf-8")
    config = load_content(new).config
    plain = SiteConfig(title=config.title)
    same = [f.name for f in fields(SiteConfig) if getattr(config, f.name) == getattr(plain, f.name)]
    assert same == ["title", "language"], "an example that changes nothing shows nothing"
    assert build(new).episodes == 1


def test_every_setting_is_said_in_words() -> None:
    lines = site_toml("Test", "").splitlines()
    bare = [lines[n] for n in settings() if not lines[n - 1].startswith("# ")]
    assert bare == []


def test_what_is_set_is_what_was_asked() -> None:
    read = tomllib.loads(site_toml("A", "https://a.example/"))
    assert read == {
        "title": "A",
        "address": "https://a.example/",
        "shows": [{"name": "A", "hosts": ["Nora Lind"]}],
        "topics": {},
        "look": {"light": {}, "dark": {}},
        "check": {},
    }


# --- the workflow --------------------------------------------------------------------------


def test_the_workflow_may_do_no_more_than_it_must(new: Path) -> None:
    workflow = yaml.safe_load((new / WORKFLOW).read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    [job] = workflow["jobs"].values()
    assert "permissions" not in job
    [checkout] = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert checkout["with"] == {"persist-credentials": False}


def test_episodes_to_come_appear_once_two_lines_are_no_comment(new: Path, repository: Path) -> None:
    text = (new / WORKFLOW).read_text("utf-8")
    assert text.count("# schedule:") == 1
    on = yaml.load(text.replace("  # schedule:\n  # ", "  schedule:\n  "), yaml.BaseLoader)["on"]
    assert on["schedule"] == [{"cron": "17 0 * * *"}]
    shown = (repository / "docs/drafts.md").read_text("utf-8").partition("    on:\n")[2]
    lines = dedent("    on:\n" + shown.partition("\n\n")[0])
    assert yaml.load(lines, yaml.BaseLoader) == {"on": on}


def test_actions_are_pinned_by_commit_with_the_version_beside(new: Path) -> None:
    text = (new / WORKFLOW).read_text("utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", u) for u in used)
    assert [u.partition("@")[0].removeprefix("actions/") for u in used] == [
        "checkout", "setup-python", "configure-pages", "upload-pages-artifact", "deploy-pages",
    ]  # fmt: skip
    assert len({u.partition("@")[2][:40] for u in used}) == len(used)


def test_the_workflow_in_the_documentation_uses_the_same_actions(
    new: Path, repository: Path
) -> None:
    text = (repository / "docs/publishing.md").read_text("utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used and set(used) <= set(re.findall(r"uses: (.*)", (new / WORKFLOW).read_text("utf-8")))


def test_the_workflow_checks_before_it_builds_and_installs_this_version(new: Path) -> None:
    workflow = yaml.safe_load((new / WORKFLOW).read_text("utf-8"))
    [job] = workflow["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs == [
        f'pip install "chapterhouse=={__version__}"',
        'chapterhouse check --base-url "$ADDRESS/"',
        'chapterhouse build --locked --base-url "$ADDRESS/"',
    ]
    assert not re.search(r"run:.*\$\{\{", (new / WORKFLOW).read_text("utf-8"))


def test_the_steps_of_the_workflow_agree_in_the_address(new: Path) -> None:
    """A link that forgets the repository's name is fine at a domain's root, and dead on Pages."""
    workflow = yaml.safe_load((new / WORKFLOW).read_text("utf-8"))
    [job] = workflow["jobs"].values()
    steps = [step for step in job["steps"] if "--base-url" in step.get("run", "")]
    assert len({step["run"].partition("--base-url ")[2] for step in steps}) == 1
    assert [step["env"] for step in steps] == [{"ADDRESS": PAGES}] * 2
    asking = [n for n, step in enumerate(job["steps"]) if step.get("id") == "pages"]
    assert asking and asking[0] < job["steps"].index(steps[0])

    with (new / "content/people/sam-okafor.md").open("a", encoding="utf-8") as file:
        file.write("\n[about](/about/)\n")
    assert chapterhouse("check", cwd=new).returncode == 0
    command = steps[0]["run"].replace("chapterhouse", f"{sys.executable} -m chapterhouse", 1)
    for address, status in (("https://me.example", 0), ("https://me.github.io/repo", 1)):
        done = subprocess.run(
            ["bash", "-c", command], cwd=new, check=False, capture_output=True, text=True,
            env={**os.environ, "ADDRESS": address}, timeout=120,
        )  # fmt: skip
        assert done.returncode == status, done.stdout
    assert '"/about/" leads out of the site' in " ".join(done.stdout.split())

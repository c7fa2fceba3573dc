"""What commands say to a person, in words. Nothing here prints."""

from __future__ import annotations

import shlex
from pathlib import Path

from ..build import Report
from ..content import EPISODES_FOLDER
from ..deploy import FIRST_STEPS, Deployment, Order
from ..errors import ChapterhouseError, Failures, explain
from ..inspection import as_text
from ..model import Remark
from ..starter import WORKFLOW, Begun, NewEpisode, enclosing
from ..text import counted

_TITLE = "look at its title first"


def complaints(error: ChapterhouseError) -> list[str]:
    """A line for each of the things that are wrong."""
    return [explain(each) for each in (error.errors if isinstance(error, Failures) else (error,))]


def one_remark(remark: Remark, site: Path) -> str:
    """What the host should know, with its place."""
    said = remark.diagnostic
    return f"{(site / remark.path).as_posix()}:{said.line}: {said.level}: {said.message}"


def given_up(report: Report, site: Path) -> list[str]:
    """Every address that the build let die."""
    return [
        f"given up: {(site / each.path).as_posix()}: {each.address} leads {each.fate}"
        for each in report.lost
    ]


def warnings(report: Report, site: Path) -> list[str]:
    """All that is more than for information."""
    return [one_remark(each, site) for each in report.remarks if each.diagnostic.level != "info"]


def summary(report: Report, output: Path | str) -> str:
    """What a build did."""
    done = report.published
    return (
        f"{counted(report.episodes, 'episode')} -> {output}: "
        f"{counted(done.written, 'file')} written, "
        f"{done.unchanged:,} unchanged, {done.removed:,} removed{_left_out(report)}"
    )


def deployed(done: Deployment, order: Order) -> str:
    """What was published where."""
    if not done.changes:
        return f"nothing changed: {order.target} is up to date"
    if done.commit is None:
        return f"{done.changes}: nothing was published"
    where = f"; it will appear at {done.address} in a minute or two" if done.address else ""
    return f"published {done.commit[:10]} on {order.target}{where}"


def begun(folder: Path, made: Begun) -> str:
    """What was made, and what to do with it."""
    repository = enclosing(folder)
    lines = [
        f"{made.title} -> {folder}: a site with one episode to try things on. Next:",
        "",
        *([] if folder.samefile(".") else [f"  cd {shlex.quote(str(folder))}"]),
        "  chapterhouse serve                  # look at it, and edit content/ and seeds/",
        "  chapterhouse new episode FILE       # take in a transcript of your own",
        "  chapterhouse build                  # the finished site, in output/",
        "",
        "To publish it, make a repository on GitHub and choose Settings > Pages > Source: GitHub",
        "Actions there; then:",
        "",
        *(f"  {command}" for command in FIRST_STEPS),
        "",
        "README.md says more.",
    ]
    if made.kept:
        lines.append(f"Kept as it was: {', '.join(made.kept)}.")
    if repository is not None:
        lines.append(
            f"It lies in the repository {repository}: GitHub runs {WORKFLOW} only from there."
        )
    return "\n".join(lines)


def taken_in(new: NewEpisode, site: Path) -> str:
    """What was understood of a transcript, and where it lies."""
    asked = [*new.missing, *([f"speakers ({', '.join(new.nameless)})"] if new.nameless else [])]
    missing = f"not said: {', '.join(asked)}" if asked else "nothing is missing"
    place = new.override or f"the episode's file in {EPISODES_FOLDER}/, which was there already"
    return "\n".join(
        [
            as_text(new.understanding),
            "",
            f"-> {site / new.transcript}",
            *([f"-> {site / new.override}"] if new.override else []),
            f"{missing}. Correct and complete it in {place}",
            f"It will be at /episodes/{new.slug}/, for good once it is built: {_TITLE}",
            *_held_back(new),
        ]
    )


def _held_back(new: NewEpisode) -> list[str]:
    if not new.held:
        return []
    until = f" until {new.appears}" if new.held == "ahead" else ": it is a draft"
    return [f"A build leaves it out{until} (--drafts shows it)"]


def _left_out(report: Report) -> str:
    """ "; left out: 1 draft, 2 whose day is ahead"."""
    drafts = sum(each.why == "draft" for each in report.withheld)
    ahead = len(report.withheld) - drafts
    parts = [counted(drafts, "draft")] if drafts else []
    parts += [f"{ahead:,} whose day is ahead"] if ahead else []
    return f"; left out: {', '.join(parts)} (--drafts shows them)" if parts else ""

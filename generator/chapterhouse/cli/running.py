"""What each command does, with what was given to it. Each gives the exit status."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..build import build, trace
from ..check import Limits, check, examine
from ..check.telling import findings_json, findings_text, github_annotations
from ..clock import today
from ..content import EPISODES_FOLDER, below, load_content
from ..deploy import Order, Target, change_lines, deploy
from ..episodes import propose_chapters
from ..errors import ChapterhouseError
from ..health_text import health_json, health_text
from ..inspection import as_json, as_text, told_apart, understand
from ..model import Remark
from ..moves_text import moves_json, moves_text
from ..output import save
from ..processes import workers
from ..proposals import as_lines, with_chapters
from ..readers import read
from ..release import Release
from ..restoration import restore_ledgers
from ..sources import load_source
from ..starter import begin, take_in
from ..survey import survey
from ..text import counted
from .telling import (
    begun,
    complaints,
    deployed,
    given_up,
    one_remark,
    summary,
    taken_in,
    warnings,
)


def new(options: argparse.Namespace) -> int:
    """Begin a site, or take a transcript into one."""
    match options.what:
        case ["episode", file]:
            made = take_in(Path(file), options.site, Release(today()))
            print(taken_in(made, options.site))
        case ["episode"]:
            options.wrong("name a transcript: new episode FILE; for a folder, write ./episode")
        case [folder]:
            site = begin(Path(folder), options.title, options.address or "")
            print(begun(Path(folder), site))
        case _:
            options.wrong("name one folder, or the word episode and a transcript")
    return 0


def build_site(options: argparse.Namespace) -> int:
    """Build the site."""
    output = options.output or options.site / "output"
    with workers(options.jobs) as run:
        report = build(
            options.site,
            output,
            options.base_url,
            run,
            release=_release(options),
            allow_loss=options.allow_loss,
            locked=options.locked,
        )
    for line in (*given_up(report, options.site), *warnings(report, options.site)):
        print(line, file=sys.stderr)
    print(summary(report, output))
    return 0


def serve_site(options: argparse.Namespace) -> int:
    """Preview it until somebody ends that."""
    # Imported here: the web server takes longer to load than most commands to run.
    from ..serve import Place, serve

    _clear_up_when_ended()
    place = Place(options.host, options.port, options.open)

    def worded(remark: Remark) -> str | None:
        return one_remark(remark, options.site) if remark.diagnostic.level != "info" else None

    release = partial(_release, options)
    serve(options.site, options.base_url, place, options.jobs, release, _say, worded)
    return 0


def _say(line: str) -> None:
    """For as long as somebody listens. Past Python's own buffer, which would complain in the end
    of what nobody took."""
    if sys.stdout is None:
        return
    data = f"{line}\n".encode(sys.stdout.encoding, "backslashreplace")
    with suppress(OSError):
        os.write(sys.stdout.fileno(), data)


def _release(options: argparse.Namespace) -> Release:
    return Release(today(), options.drafts)


def chapters(options: argparse.Namespace) -> int:
    """Propose chapters for a transcript."""
    source = load_source(options.file)
    content = load_content(options.site)
    path = Path(os.path.relpath(options.file, options.site)).as_posix()
    lines = as_lines(propose_chapters(replace(read(source), source=path), content), source.path)
    if not options.write:
        print("\n".join(lines))
        return 0
    override = content.override(path)
    shown = override.path if override else f"{EPISODES_FOLDER}/{options.file.stem}.md"
    target = options.site / shown
    text = target.read_text(encoding="utf-8") if target.exists() else None
    save(with_chapters(text, lines, target.as_posix(), below(path)), target)
    print(f"{counted(len(lines), 'chapter')} -> {target}; edit them there")
    return 0


def health(options: argparse.Namespace) -> int:
    """Say what is best mended first."""
    with workers(options.jobs) as run:
        report = survey(options.site, run)
    print(json.dumps(health_json(report)) if options.json else health_text(report, options.all))
    return 0


def deploy_site(options: argparse.Namespace) -> int:
    """Publish the site on its branch."""
    _clear_up_when_ended()
    order = Order(
        Target(options.remote, options.branch),
        options.base_url,
        options.message,
        options.dry_run,
        options.replace,
    )
    done = deploy(options.site, order, partial(_made_for_deploy, options), print, _warn)
    if options.dry_run:
        for line in change_lines(done.changes):
            print(line)
    print(deployed(done, order))
    return 0


def _warn(line: str) -> None:
    print(f"warning: {line}", file=sys.stderr, flush=True)


def _made_for_deploy(options: argparse.Namespace, address: str | None) -> None:
    """What has to go well before anything is published. Raises ChapterhouseError."""
    output = options.site / "output"
    with workers(options.jobs) as run:
        report = build(options.site, output, address, run, release=Release(today()), locked=True)
        number, lists = len(warnings(report, options.site)), "build"
        if not options.no_check:
            found = examine(options.site, output, report, run)
            found.refuse()
            number, lists = found.count("warning"), "check"
    if number:
        print(f"{counted(number, 'warning')}; chapterhouse {lists} lists them", file=sys.stderr)
    print(summary(report, output), flush=True)


def _clear_up_when_ended() -> None:
    """A command that another program ends clears up, too."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda number, _: sys.exit(128 + number))


def check_site(options: argparse.Namespace) -> int:
    """Look the site over for faults."""
    _clear_up_when_ended()
    outside = Limits() if options.external else None
    with workers(options.jobs) as run:
        found = check(
            options.site, options.base_url, run, release=_release(options), outside=outside
        )
    if options.json:
        print(json.dumps(findings_json(found)))
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        health = " ".join(["chapterhouse health", *map(shlex.quote, _named(options.site))])
        print(findings_text(found, health, colour, options.all))
        if options.github or os.environ.get("GITHUB_ACTIONS") == "true":
            print("\n".join(github_annotations(found)))
    return 1 if found.count("error") or (options.strict and found.findings) else 0


def _named(site: Path) -> list[str]:
    return [] if site == Path() else [str(site)]


def anchors(options: argparse.Namespace) -> int:
    """Show what became of every address."""
    if options.restore:
        restored = restore_ledgers(options.site, options.restore, Release(today()))
        said = f"{counted(restored, 'ledger')} restored from {options.restore}"
        print(said, file=sys.stderr)
    with workers(options.jobs) as run:
        found = trace(options.site, run, Release(today()))
    print(json.dumps(moves_json(found)) if options.json else moves_text(found))
    return 1 if found.lost else 0


def inspect(options: argparse.Namespace) -> int:
    """Show what is understood of transcripts."""
    understood = []
    for path in options.files:
        try:
            understood.append(understand(load_source(path)))
        except ChapterhouseError as error:
            print("\n".join(complaints(error)), file=sys.stderr)
    for each in told_apart(understood):
        print(json.dumps(as_json(each)) if options.json else as_text(each))
    return 0 if len(understood) == len(options.files) else 1

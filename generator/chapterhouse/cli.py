"""The commands. The only place that prints, or decides how the process ends.

Exit status: 0 when it worked, 1 when the input was at fault (one line each on stderr),
2 when the command line was.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from . import __version__
from .build import Report, build, trace
from .check import Limits, check
from .check.telling import findings_json, findings_text, github_annotations
from .clock import today
from .content import EPISODES_FOLDER, below, check_address, load_content
from .deploy import Deployment, Order, Target, deploy, lines
from .episodes import propose_chapters
from .errors import ChapterhouseError, ContentError, Failures, explain
from .health_text import health_json, health_text
from .inspection import as_json, as_text, told_apart, understand
from .model import Remark
from .moves_text import moves_json, moves_text
from .output import save
from .processes import collect_seldom, workers
from .proposals import as_lines, with_chapters
from .readers import read
from .release import Release
from .restoration import restore_ledgers
from .sources import load_source
from .starter import WORKFLOW, NewEpisode, begin, enclosing, take_in
from .survey import survey


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status."""
    options = command_line().parse_args(arguments)
    collect_seldom()
    try:
        return int(options.command(options))
    except ChapterhouseError as error:
        _complain(error)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads our output has seen enough (`chapterhouse inspect ... | head`).
        sys.stderr.close()
        return 0


def command_line() -> argparse.ArgumentParser:
    """All commands and what each takes; docs/commands.md is made of it."""
    parser = argparse.ArgumentParser(
        prog="chapterhouse", description="Podcast transcripts in, a website out."
    )
    parser.add_argument("--version", action="version", version=f"chapterhouse {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    beginning = commands.add_parser(
        "new",
        help="begin a site, or take a transcript into one",
        usage="%(prog)s [-h] [--title TITLE] [--address URL] DIR\n"
        "       %(prog)s [-h] [--site DIR] episode FILE",
    )
    beginning.add_argument(
        "what",
        nargs="+",
        type=_not_empty,
        metavar="DIR | episode FILE",
        help="the new site's folder; or the word episode and a transcript (a folder of that name"
        " is ./episode)",
    )
    beginning.add_argument("--title", help="the new site's title (from the folder's name)")
    beginning.add_argument(
        "--address", type=_address, metavar="URL", help="where it will be published"
    )
    beginning.add_argument(
        "--site", type=_folder, default=Path(), metavar="DIR", help="the episode's site (this one)"
    )
    beginning.set_defaults(command=_new, wrong=beginning.error)

    building = commands.add_parser("build", help="build the site into output/")
    _site_arguments(building)
    building.add_argument(
        "--allow-loss", action="store_true", help="publish though addresses die that once were"
    )
    building.add_argument(
        "--locked",
        action="store_true",
        help="refuse to publish what content/addresses/ does not remember, and write nothing there",
    )
    building.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    building.set_defaults(command=_build)

    serving = commands.add_parser("serve", help="preview the site and rebuild it as files change")
    _site_argument(serving)
    serving.add_argument(
        "--port", type=int, metavar="N", help="the port to listen on (8000, or the next free one)"
    )
    serving.add_argument(
        "--host", default="127.0.0.1", help="listen there, for other machines, too (127.0.0.1)"
    )
    serving.add_argument("--open", action="store_true", help="show it in the browser")
    serving.add_argument("--jobs", type=_jobs, default=2, metavar="N", help="processes (2)")
    serving.set_defaults(command=_serve)

    dividing = commands.add_parser("chapters", help="propose chapters for a transcript")
    dividing.add_argument("file", type=Path, metavar="FILE", help="a transcript of the site")
    dividing.add_argument("--write", action="store_true", help="put them into content/episodes/")
    dividing.add_argument(
        "--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (this one)"
    )
    dividing.set_defaults(command=_chapters)

    checking = commands.add_parser("health", help="say what of the site is best mended first")
    checking.add_argument(
        "site",
        nargs="?",
        type=_folder,
        default=Path(),
        metavar="SITE",
        help="the site's folder (this one)",
    )
    checking.add_argument("--json", action="store_true", help="one JSON object, for programs")
    checking.add_argument("--all", action="store_true", help="list every episode")
    checking.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    checking.set_defaults(command=_health)

    _check_arguments(commands.add_parser("check", help="look the site over for faults"))

    deploying = commands.add_parser("deploy", help="publish the site on a branch of its own")
    deploying.add_argument(
        "site",
        nargs="?",
        type=_folder,
        default=Path(),
        metavar="SITE",
        help="the site's folder (this one)",
    )
    deploying.add_argument(
        "--remote", type=_not_empty, default="origin", help="git's name of the repository (origin)"
    )
    deploying.add_argument(
        "--branch", type=_branch, default="gh-pages", help="what Pages serves (gh-pages)"
    )
    deploying.add_argument(
        "--message", type=_not_empty, help="the first line of the commit's message"
    )
    deploying.add_argument(
        "--base-url", type=_address, metavar="URL", help="the site's address, over site.toml's"
    )
    deploying.add_argument(
        "--dry-run", action="store_true", help="list what would change, publish nothing"
    )
    deploying.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    deploying.set_defaults(command=_deploy)

    tracing = commands.add_parser("anchors", help="show what became of every address")
    tracing.add_argument(
        "site",
        nargs="?",
        type=_folder,
        default=Path(),
        metavar="SITE",
        help="the site's folder (this one)",
    )
    tracing.add_argument("--json", action="store_true", help="one JSON object, for programs")
    tracing.add_argument(
        "--restore",
        type=_folder,
        metavar="PUBLISHED",
        help="first write the ledgers that are missing, from a copy of the published site",
    )
    tracing.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    tracing.set_defaults(command=_anchors)

    inspecting = commands.add_parser("inspect", help="show what is understood of a transcript")
    inspecting.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript")
    inspecting.add_argument("--json", action="store_true", help="one JSON object a line")
    inspecting.set_defaults(command=_inspect)
    return parser


def _site_arguments(parser: argparse.ArgumentParser) -> None:
    _site_argument(parser)
    parser.add_argument("--output", type=_folder, metavar="DIR", help="write here, not to output/")


def _site_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "site",
        nargs="?",
        type=_folder,
        default=Path(),
        metavar="SITE",
        help="the site's folder (this one)",
    )
    parser.add_argument(
        "--base-url", type=_address, metavar="URL", help="the site's address, over site.toml's"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="with drafts and episodes whose day is ahead"
    )


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    _site_argument(parser)
    parser.add_argument("--external", action="store_true", help="ask for links to other sites")
    parser.add_argument("--strict", action="store_true", help="fail for warnings, too")
    parser.add_argument("--all", action="store_true", help="list every finding")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object, for programs")
    form.add_argument("--github", action="store_true", help="annotations, as in GitHub Actions")
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    parser.set_defaults(command=_check)


def _address(text: str) -> str:
    try:
        return check_address(text)
    except ContentError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _folder(text: str) -> Path:
    return Path(_not_empty(text))


def _not_empty(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return text


def _branch(text: str) -> str:
    """See https://git-scm.com/docs/git-check-ref-format; what remains git refuses itself."""
    if not re.fullmatch(r"(?!-)[^\s~^:?*\[\\]+", text):
        raise argparse.ArgumentTypeError(f"no name for a branch: {text}")
    return text


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a number of processes: {text}")
    return int(text)


# --- commands ---------------------------------------------------------------------------


def _new(options: argparse.Namespace) -> int:
    match options.what:
        case ["episode", file]:
            print(_taken_in(take_in(Path(file), options.site), options.site))
        case ["episode"]:
            options.wrong("name a transcript: new episode FILE; for a folder, write ./episode")
        case [folder]:
            title = begin(Path(folder), options.title, options.address or "")
            print(_begun(Path(folder), title))
        case _:
            options.wrong("name one folder, or the word episode and a transcript")
    return 0


def _build(options: argparse.Namespace) -> int:
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
    for line in _warnings(report, options.site):
        print(line, file=sys.stderr)
    print(_summary(report, output))
    return 0


def _serve(options: argparse.Namespace) -> int:
    # Imported here: the web server takes longer to load than most commands to run.
    from .serve import Place, serve

    _clear_up_when_ended()
    place = Place(options.host, options.port, options.open)

    def worded(remark: Remark) -> str | None:
        return _remark(remark, options.site) if remark.diagnostic.level != "info" else None

    say = partial(print, flush=True)
    serve(options.site, options.base_url, place, options.jobs, _release(options), say, worded)
    return 0


def _release(options: argparse.Namespace) -> Release:
    return Release(today(), options.drafts)


def _chapters(options: argparse.Namespace) -> int:
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
    print(f"{len(lines)} chapters -> {target}; edit them there")
    return 0


def _health(options: argparse.Namespace) -> int:
    with workers(options.jobs) as run:
        report = survey(options.site, run)
    print(json.dumps(health_json(report)) if options.json else health_text(report, options.all))
    return 0


def _check(options: argparse.Namespace) -> int:
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


def _deploy(options: argparse.Namespace) -> int:
    _clear_up_when_ended()
    order = Order(
        Target(options.remote, options.branch), options.base_url, options.message, options.dry_run
    )
    done = deploy(options.site, order, partial(_made_for_deploy, options), print)
    for line in done.warnings:
        print(f"warning: {line}", file=sys.stderr)
    if options.dry_run:
        print("\n".join(lines(done.changes)))
    print(_deployed(done, order))
    return 0


def _made_for_deploy(options: argparse.Namespace, address: str | None) -> None:
    """What has to go well before anything is published. Raises ChapterhouseError."""
    output = options.site / "output"
    with workers(options.jobs) as run:
        report = build(options.site, output, address, run, release=Release(today()), locked=True)
    if warnings := _warnings(report, options.site):
        said = f"{_count(len(warnings), 'warning')}; chapterhouse build lists them"
        print(said, file=sys.stderr)
    print(_summary(report, output), flush=True)


def _clear_up_when_ended() -> None:
    """A command that another program ends clears up, too."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda number, _: sys.exit(128 + number))


def _anchors(options: argparse.Namespace) -> int:
    if options.restore:
        restored = restore_ledgers(options.site, options.restore)
        said = f"{_count(restored, 'ledger')} restored from {options.restore}"
        print(said, file=sys.stderr)
    with workers(options.jobs) as run:
        found = trace(options.site, run, Release(today()))
    print(json.dumps(moves_json(found)) if options.json else moves_text(found))
    return 0


def _inspect(options: argparse.Namespace) -> int:
    understood = []
    for path in options.files:
        try:
            understood.append(understand(load_source(path)))
        except ChapterhouseError as error:
            _complain(error)
    for each in told_apart(understood):
        print(json.dumps(as_json(each)) if options.json else as_text(each))
    return 0 if len(understood) == len(options.files) else 1


# --- words for a person -----------------------------------------------------------------


def _complain(error: ChapterhouseError) -> None:
    for each in error.errors if isinstance(error, Failures) else (error,):
        print(explain(each), file=sys.stderr)


def _remark(remark: Remark, site: Path) -> str:
    said = remark.diagnostic
    return f"{(site / remark.path).as_posix()}:{said.line}: {said.level}: {said.message}"


def _warnings(report: Report, site: Path) -> list[str]:
    return [_remark(each, site) for each in report.remarks if each.diagnostic.level != "info"]


def _summary(report: Report, output: Path | str) -> str:
    done = report.published
    return (
        f"{_count(report.episodes, 'episode')} -> {output}: "
        f"{_count(done.written, 'file')} written, "
        f"{done.unchanged} unchanged, {done.removed} removed{_left_out(report)}"
    )


def _left_out(report: Report) -> str:
    """ "; left out: 1 draft, 2 whose day is ahead"."""
    drafts = sum(each.why == "draft" for each in report.withheld)
    ahead = len(report.withheld) - drafts
    parts = [_count(drafts, "draft")] if drafts else []
    parts += [f"{ahead} whose day is ahead"] if ahead else []
    return f"; left out: {', '.join(parts)} (--drafts shows them)" if parts else ""


def _deployed(done: Deployment, order: Order) -> str:
    if not done.changes:
        return f"nothing changed: {order.target} is up to date"
    if done.commit is None:
        return f"{done.changes}: nothing was published"
    where = f"; it will appear at {done.address} in a minute or two" if done.address else ""
    return f"published {done.commit[:10]} on {order.target}{where}"


def _begun(folder: Path, title: str) -> str:
    repository = enclosing(folder)
    lines = [
        f"{title} -> {folder}: a site with one episode to try things on. Next:",
        "",
        f"  cd {shlex.quote(str(folder))}",
        "  chapterhouse serve                  # look at it, and edit content/ and seeds/",
        "  chapterhouse new episode FILE       # take in a transcript of your own",
        "  chapterhouse build                  # the finished site, in output/",
        "",
        "README.md says how to publish it.",
    ]
    if repository is not None:
        lines.append(
            f"It lies in the repository {repository}: GitHub runs {WORKFLOW} only from there."
        )
    return "\n".join(lines)


def _taken_in(new: NewEpisode, site: Path) -> str:
    missing = f"not said: {', '.join(new.missing)}" if new.missing else "nothing is missing"
    place = new.override or f"the episode's file in {EPISODES_FOLDER}/, which was there already"
    return "\n".join(
        [
            as_text(new.understanding),
            "",
            f"-> {site / new.transcript}",
            f"-> {site / new.override}" if new.override else "",
            f"{missing}. Correct and complete it in {place}",
        ]
    ).replace("\n\n\n", "\n\n")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

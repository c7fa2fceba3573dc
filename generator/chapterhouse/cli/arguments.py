"""What each command takes. docs/commands.md is made of this."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..content import check_address
from ..errors import ContentError
from ..text import masked
from . import running

_USAGE_OF_NEW = (
    "%(prog)s [-h] [--title TITLE] [--address URL] DIR\n"
    "       %(prog)s [-h] [--site DIR] episode FILE"
)

_Parser = argparse.ArgumentParser


def command_line() -> argparse.ArgumentParser:
    """All commands, in the order in which a host comes to need them."""
    parser = _Parser(prog="chapterhouse", description="Podcast transcripts in, a website out.")
    parser.add_argument("--version", action="version", version=f"chapterhouse {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _new(
        commands.add_parser(
            "new",
            help="begin a site, or take a transcript into one",
            usage=_USAGE_OF_NEW,
        )
    )
    _serve(commands.add_parser("serve", help="preview the site and rebuild it as files change"))
    _build(commands.add_parser("build", help="build the site into output/"))
    _check(commands.add_parser("check", help="look the site over for faults"))
    _deploy(commands.add_parser("deploy", help="publish the site on a branch of its own"))
    _anchors(commands.add_parser("anchors", help="show what became of every address"))
    _health(commands.add_parser("health", help="say what of the site is best mended first"))
    _inspect(commands.add_parser("inspect", help="show what is understood of a transcript"))
    _chapters(commands.add_parser("chapters", help="propose chapters for a transcript"))
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was typed. Ends the process with status 2 for what no command takes.

    `new` takes a word and a file with options anywhere between them: argparse does that for a
    parser by itself only, not for one among several.
    """
    parser = command_line()
    if list(arguments[:1]) == ["new"]:
        alone = _Parser(prog="chapterhouse new", usage=_USAGE_OF_NEW)
        _new(alone)
        return alone.parse_intermixed_args(arguments[1:])
    return parser.parse_args(arguments)


# --- the commands -----------------------------------------------------------------------


def _new(parser: _Parser) -> None:
    parser.add_argument(
        "what",
        nargs="+",
        type=_not_empty,
        metavar="DIR | episode FILE",
        help="the new site's folder; or the word episode and a transcript (a folder of that name"
        " is ./episode)",
    )
    parser.add_argument("--title", help="the new site's title (from the folder's name)")
    parser.add_argument(
        "--address", type=_address, metavar="URL", help="where it will be published"
    )
    _named_site(parser, "the episode's site (this one)")
    parser.set_defaults(command=running.new, wrong=parser.error)


def _serve(parser: _Parser) -> None:
    _site(parser)
    _base_url(parser)
    _drafts(parser)
    parser.add_argument(
        "--port", type=int, metavar="N", help="the port to listen on (8000, or the next free one)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="listen there, for other machines, too (127.0.0.1)"
    )
    parser.add_argument("--open", action="store_true", help="show it in the browser")
    _processes(parser, 2)
    parser.set_defaults(command=running.serve_site)


def _build(parser: _Parser) -> None:
    _site(parser)
    _base_url(parser)
    _drafts(parser)
    parser.add_argument("--output", type=_folder, metavar="DIR", help="write here, not to output/")
    parser.add_argument(
        "--allow-loss", action="store_true", help="publish though addresses die that once were"
    )
    parser.add_argument(
        "--locked",
        action="store_true",
        help="refuse to publish what content/addresses/ does not remember, and write nothing there",
    )
    _processes(parser)
    parser.set_defaults(command=running.build_site)


def _check(parser: _Parser) -> None:
    _site(parser)
    _base_url(parser)
    _drafts(parser)
    parser.add_argument("--external", action="store_true", help="ask for links to other sites")
    parser.add_argument("--strict", action="store_true", help="fail for warnings, too")
    parser.add_argument("--all", action="store_true", help="list every finding")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object, for programs")
    form.add_argument("--github", action="store_true", help="annotations, as in GitHub Actions")
    _processes(parser)
    parser.set_defaults(command=running.check_site)


def _deploy(parser: _Parser) -> None:
    _site(parser)
    parser.add_argument(
        "--remote", type=_not_empty, default="origin", help="git's name of the repository (origin)"
    )
    parser.add_argument(
        "--branch", type=_branch, default="gh-pages", help="what Pages serves (gh-pages)"
    )
    parser.add_argument("--message", type=_not_empty, help="the first line of the commit's message")
    _base_url(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would change, publish nothing"
    )
    parser.add_argument(
        "--no-check", action="store_true", help="publish though `check` finds faults"
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="publish over what others put on the branch, or what your history does not have",
    )
    _processes(parser)
    parser.set_defaults(command=running.deploy_site)


def _anchors(parser: _Parser) -> None:
    _site(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument(
        "--restore",
        type=_folder,
        metavar="PUBLISHED",
        help="first write the ledgers that are missing, from a copy of the published site",
    )
    _processes(parser)
    parser.set_defaults(command=running.anchors)


def _health(parser: _Parser) -> None:
    _site(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument("--all", action="store_true", help="list every episode")
    _processes(parser)
    parser.set_defaults(command=running.health)


def _inspect(parser: _Parser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(command=running.inspect)


def _chapters(parser: _Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a transcript of the site")
    parser.add_argument("--write", action="store_true", help="put them into content/episodes/")
    _named_site(parser, "the site's folder (this one)")
    parser.set_defaults(command=running.chapters)


# --- what several take ------------------------------------------------------------------


def _site(parser: _Parser) -> None:
    parser.add_argument(
        "site",
        nargs="?",
        type=_folder,
        default=Path(),
        metavar="SITE",
        help="the site's folder (this one)",
    )


def _named_site(parser: _Parser, said: str) -> None:
    parser.add_argument("--site", type=_folder, default=Path(), metavar="DIR", help=said)


def _base_url(parser: _Parser) -> None:
    parser.add_argument(
        "--base-url", type=_address, metavar="URL", help="the site's address, over site.toml's"
    )


def _drafts(parser: _Parser) -> None:
    parser.add_argument(
        "--drafts", action="store_true", help="with drafts and episodes whose day is ahead"
    )


def _processes(parser: _Parser, usual: int = 1) -> None:
    said = f"processes ({usual})"
    parser.add_argument("--jobs", type=_jobs, default=usual, metavar="N", help=said)


# --- what may stand there ---------------------------------------------------------------


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
        raise argparse.ArgumentTypeError(f"no name for a branch: {masked(text)}")
    return text


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a number of processes: {text}")
    return int(text)

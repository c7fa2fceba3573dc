"""The reference in docs/commands.md: made of the parser of the command line.

`make docs` writes it anew; tests/test_docs.py compares.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from chapterhouse.cli import command_line
from theme_reference import row, table


def commands() -> dict[str, argparse.ArgumentParser]:
    """The commands, in the order of the help."""
    action = next(a for a in command_line()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def summaries() -> dict[str, str]:
    """What the help says of each command."""
    action = next(a for a in command_line()._actions if isinstance(a, argparse._SubParsersAction))
    return {choice.dest: choice.help or "" for choice in action._choices_actions}


def command_reference() -> str:
    """The whole of it, Markdown."""
    said = summaries()
    return "\n".join(
        line for name, each in commands().items() for line in _section(name, each, said[name])
    )


def _section(name: str, command: argparse.ArgumentParser, summary: str) -> Iterator[str]:
    yield from (f"### {name}", "", f"{_sentence(summary)}", "")
    yield from ("```text", *(line.strip() for line in _usage(command)), "```", "")
    yield from table("argument", "what it says")
    for action in command._actions:
        if not isinstance(action, argparse._HelpAction) and action.help != argparse.SUPPRESS:
            yield row(f"`{_written(action)}`", _sentence(_help(action)))
    yield ""


def _usage(command: argparse.ArgumentParser) -> list[str]:
    """`[-h]` says nothing here. As wide as it gets, so that no terminal matters."""
    command.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=1000)
    lines = command.format_usage().removeprefix("usage: ").replace("[-h] ", "")
    return [line for line in lines.splitlines() if line.strip()]


def _written(action: argparse.Action) -> str:
    metavar = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    value = metavar if isinstance(metavar, str) else " ".join(metavar or ())
    if not action.option_strings:
        return value or action.dest
    return f"{', '.join(action.option_strings)} {value}".strip()


def _help(action: argparse.Action) -> str:
    return action.help or ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".")

"""What a host says of topics in site.toml: other names, equal ones, and those that are none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ..content import SITE_FILE, SiteConfig
from ..errors import did_you_mean
from ..model import Diagnostic, Remark
from .wording import key_of


@dataclass(frozen=True, slots=True)
class Rules:
    """The [topics] table, by the keys of terms."""

    alias: Mapping[str, str]
    """Key -> the key of the topic that it is the same as."""
    names: Mapping[str, str]
    """Key -> the name that the host writes."""
    hidden: frozenset[str]

    def key(self, name: str) -> str:
        """Of the topic that a name leads to."""
        key = key_of(name)
        return self.alias.get(key, key)


def rules_of(config: SiteConfig, unnamed: Iterable[str] = ()) -> Rules:
    """The rules of a site, where `unnamed` people are hidden, too. Where a target is renamed in
    turn, the last name holds."""
    topics = config.topics
    pairs = [(old, new) for new, same in topics.merge.items() for old in same]
    pairs += topics.rename.items()
    names = {key_of(new): new for _, new in pairs}
    step = {key_of(old): key_of(new) for old, new in pairs if key_of(old) != key_of(new)}
    hidden = frozenset(map(key_of, (*topics.hide, *unnamed)))
    return Rules({key: _last(key, step) for key in step}, names, hidden)


def _last(key: str, step: Mapping[str, str]) -> str:
    """Where a chain of names ends; one that leads back to itself ends before it does."""
    seen = {key}
    while key in step and step[key] not in seen:
        key = step[key]
        seen.add(key)
    return key


def idle_rules(
    config: SiteConfig, known: Collection[str], names: Sequence[str]
) -> Iterator[Remark]:
    """A warning for every rule about a topic that is none. `known` are the keys of all that
    chapters are about or episodes declare, `names` those of the topics."""
    for name in _named(config):
        if key_of(name) not in known:
            near = get_close_matches(name, names, n=1)
            hint = f"; {did_you_mean(name, near)}" if near else ""
            message = f'[topics]: no chapter is about "{name}"{hint}'
            line = config.topic_lines.get(name, 1)
            yield Remark(SITE_FILE, Diagnostic(line, "warning", message, matter="unused"))


def _named(config: SiteConfig) -> Iterable[str]:
    """What the rules change, in the order of the file's keys."""
    topics = config.topics
    merged = [name for same in topics.merge.values() for name in same]
    return dict.fromkeys([*topics.rename, *merged, *topics.hide])

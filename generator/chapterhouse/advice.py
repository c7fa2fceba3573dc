"""The health report in words: what is wrong, and what to do about it, with the file and the key.

The same sentences stand on the health page, in the language of the interface, and in the
terminal, in English.
"""

from __future__ import annotations

from .health import Advice, Case
from .labels import Labels


def reason(advice: Advice, labels: Labels) -> str:
    """What is wrong: "12% of the words have no time (3 episodes)"."""
    say, say_many = labels.say, labels.say_many
    share, count = labels.percent(advice.share), advice.episodes
    episodes = say_many("%(count)s episode", "%(count)s episodes", count) % {
        "count": labels.count(count)
    }
    told = {
        "unread": say_many("%(count)s file can't be read", "%(count)s files can't be read", count),
        "site": say_many(
            "%(count)s thing about several episodes together",
            "%(count)s things about several episodes together",
            count,
        ),
        "untimed": say("%(share)s of the words have no time (%(episodes)s)"),
        "unattributed": say("%(share)s of the words are said by nobody known (%(episodes)s)"),
        "unreviewed": say("A machine's transcript that nobody looked over: %(episodes)s"),
        "untitled": say("%(share)s of the words are in chapters no person titled (%(episodes)s)"),
        "warned": say("Lines that a build warns of: %(episodes)s"),
        "undated": say("No date: %(episodes)s"),
    }[advice.trouble]
    return told % {"count": labels.count(count), "share": share, "episodes": episodes}


def remedy(advice: Advice, labels: Labels) -> str:
    """What to do: "speakers: in the file in content/episodes/"."""
    say = labels.say
    return {
        "unread": say("Mend these files; the site can't be built before."),
        "site": say("Mend them in content/episodes/: season:, number:, slug:, show:, guests:."),
        "untimed": say("Use a transcript with times; until then, nothing in it can be linked to."),
        "unattributed": say(
            "Say whose the labels are: speakers: in content/episodes/, or of the show in "
            "site.toml. Where there are no labels, use a transcript with names."
        ),
        "unreviewed": say("Look them over, then set reviewed: true in content/episodes/."),
        "untitled": say(
            "Run chapterhouse chapters FILE --write, then edit chapters: in content/episodes/."
        ),
        "warned": say("Look at these lines; corrections: mends words without touching the file."),
        "undated": say("Add date: in content/episodes/; it orders the archive and the feeds."),
    }[advice.trouble]


def case(found: Case, trouble: str, labels: Labels) -> str:
    """One file: "seeds/x.txt: 1,234 words"."""
    if found.message:
        return found.message if trouble == "unread" else f"{found.path}: {found.message}"
    if trouble == "undated":
        return found.path
    return f"{found.path}: {_amount(found.count, trouble, labels)}"


def _amount(count: int, trouble: str, labels: Labels) -> str:
    say_many = labels.say_many
    amount = (
        say_many("%(count)s warning", "%(count)s warnings", count)
        if trouble == "warned"
        else say_many("%(count)s word", "%(count)s words", count)
    )
    return amount % {"count": labels.count(count)}


def reviewed(state: bool | None, labels: Labels) -> str:
    """Whether somebody looked a transcript over: "reviewed", "machine" or ""."""
    if state is None:
        return ""
    return labels.say("reviewed") if state else labels.say("machine")

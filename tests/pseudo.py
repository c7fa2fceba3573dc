"""A language that nobody speaks: every message of the interface in letters beyond ASCII, half as
long again, in brackets. On a site whose own words are Greek, a Latin letter is raw English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from chapterhouse.languages import OWN

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_OTHER = "ÅƁÇĐÉƑĜĤĨĴĶĹṀŃÕƤɊŔŠŢÛṼŴẊÝŽåƀçđéƒĝĥĩĵķĺṁńõƥɋŕšţûṽŵẋýž"
_LETTERS = str.maketrans(_LATIN, _OTHER)
_KEPT = re.compile(r"(<[^>]+>|%\(\w+\)s)")

PROPER = ("YouTube",)
"""Names that stand in no catalogue."""

LATIN = re.compile(r"[A-Za-z]{2,}")


def pseudo(text: str) -> str:
    """ "Episodes" -> "⟦Éƥĩšõđéš őőő⟧": ends, tags and placeholders stay where they are."""
    start, middle, end = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    parts = _KEPT.split(middle)
    parts[::2] = [part.translate(_LETTERS) for part in parts[::2]]
    longer = " őő" * (len("".join(parts[::2])) * 4 // 30 + 1) if LATIN.search(text) else ""
    return f"{start}⟦{''.join(parts)}{longer}⟧{end}"


def pseudo_catalogue(change: Callable[[str], str] = pseudo) -> str:
    """The words of all bundled themes as en.po."""
    english = read_po(BytesIO((OWN / "messages.pot").read_bytes()))
    made = Catalog(locale="en")
    for message in english:
        if message.id:
            ids = message.id
            said = tuple(map(change, ids)) if isinstance(ids, list | tuple) else change(str(ids))
            made.add(ids, said, context=message.context)
    out = BytesIO()
    write_po(out, made)
    return out.getvalue().decode()


_TURNS = (
    ("Ζωή", "Καλώς ήρθατε στην εκπομπή. Σήμερα μαζί μας ο Νίκος."),
    ("Νίκος", "Ευχαριστώ για την πρόσκληση, χαίρομαι πολύ που είμαι εδώ."),
    ("Ζωή", "Πώς γίνεται ο αργαλειός υπολογιστής; Πες μας από την αρχή."),
    ("Νίκος", "Οι κάρτες λένε στη μηχανή ποια νήματα να σηκώσει· ο αριθμός είναι νήμα."),
)


def _clock(second: int) -> str:
    return f"{second // 60}:{second % 60:02}"


def _edited(title: str, timed: bool = True) -> str:
    said = []
    for place in range(16):
        if place % 4 == 0:
            said.append(f"{('Αρχή', 'Κάρτες', 'Νήματα', 'Τέλος')[place // 4]}")
        name, words = _TURNS[place % 4]
        said.append(f"{name}: {words}" + (f" ({_clock(5 + place * 20)})" if timed else ""))
    return f"{title}\n\n" + "\n\n".join(said) + "\n"


def _captions() -> str:
    cues = []
    for number in range(60):
        start = number * 4
        from_, to = (f"00:{at // 60:02}:{at % 60:02},000" for at in (start, start + 3))
        cues.append(f"{number + 1}\n{from_} --> {to}\n{_TURNS[number % 4][1]}\n")
    return "\n".join(cues)


def _override(slug: str, number: int, more: str = "") -> str:
    return (
        f"---\ntitle: Συζήτηση {number}\nslug: {slug}\nshow: Μηχανές\nseason: 1\n"
        f"number: {number}\ndate: 2021-06-2{number}\nguests: [Νίκος]\nhosts: [Ζωή]\n"
        f"description: Για τους αργαλειούς.\n{more}---\nΣημειώσεις (0:25).\n"
    )


MEDIA = "audio: https://media.example.org/a.wav\nyoutube: Vms29u9xC3k\n"

GREEK: Mapping[str, str] = {
    "content/site.toml": (
        'title = "Μηχανές"\ndescription = "Συζητήσεις."\ntheme = "pseudo"\n'
        'address = "https://example.org/"\n'
        'edit_url = "https://example.org/{path}"\n'
        '[[shows]]\nname = "Μηχανές"\nslug = "m"\ndescription = "Περί μηχανών."\n'
    ),
    "content/people/zoe.md": (
        "---\nname: Ζωή\nlinks:\n  Σελίδα: https://example.org/\n---\nΜετράει.\n"
    ),
    "content/episodes/edited.md": _override("edited", 1, MEDIA + "reviewed: false\n"),
    "content/episodes/captions.md": _override("captions", 2),
    "content/episodes/untimed.md": _override("untimed", 3, "language: el\n"),
    "content/pages/about.md": (
        "---\nnav: 1\nslug: about\n---\n# Περί\n\nΚείμενο.\n\n## Ενότητα\n\n"
        '{{ quote "edited" 0:25 }}\n\n{{ clip "edited" 0:25 }}\n\n{{ latest 2 }}\n'
    ),
    "seeds/edited.txt": _edited("Συζήτηση"),
    "seeds/captions.srt": _captions(),
    "seeds/untimed.txt": _edited("Συζήτηση", timed=False),
    "themes/pseudo/languages/el.po": 'msgid "Introduction"\nmsgstr "Εισαγωγή"\n',
    "themes/pseudo/theme.toml": 'name = "pseudo"\nparent = "default"\n',
}
"""A site whose own words have no Latin letter, with the parts that a page can have."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """The site of GREEK, with these files besides."""
    catalogue = {"themes/pseudo/languages/en.po": pseudo_catalogue()}
    for name, text in {**GREEK, **catalogue, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder

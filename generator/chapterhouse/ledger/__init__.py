"""The addresses that were ever published, so that no link dies.

A file for each episode in content/addresses/, committed by the host, says which pages, chapters
and moments it had, where in it they stood, and by which of its words it is recognised. After an
edit the build finds the episode (`recognition`), finds where the words of each anchor are now
(`alignment`), keeps the anchors (`naming`) and writes down what there is (`renewal`, `lines`).

Nothing here writes a file.
"""

from .episodes import edition_of, names_of, settled_as
from .inheritance import Inheritance, Loss, inherit, said_of
from .landmarks import said
from .lines import as_text, is_slug, parse, without_day
from .mixture import refuse_mixed
from .naming import Names, Wanted, name_all
from .reading import ADDRESSES_FOLDER, file_of, read_ledgers
from .recognition import Recognised, recognise
from .renewal import Settled, free_key, renew, to_come
from .types import Edition, Ledger, Said, whole

__all__ = [
    "ADDRESSES_FOLDER",
    "Edition",
    "Inheritance",
    "Ledger",
    "Loss",
    "Names",
    "Recognised",
    "Said",
    "Settled",
    "Wanted",
    "as_text",
    "edition_of",
    "file_of",
    "free_key",
    "inherit",
    "is_slug",
    "name_all",
    "names_of",
    "parse",
    "read_ledgers",
    "recognise",
    "refuse_mixed",
    "renew",
    "said",
    "said_of",
    "settled_as",
    "to_come",
    "whole",
    "without_day",
]

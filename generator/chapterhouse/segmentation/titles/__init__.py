"""What generated chapters are called: a question that was asked or a topic that was named.

`spoken_words` takes speech apart, `vocabulary` tells which words set a chapter apart,
`questions`, `topics` and `phrases` offer titles from its beginning and from the whole of it,
`choice` takes the best one for each chapter so that no two are equal. `clauses` and `lexicon`
know where an English clause ends, `casing` how a title is written.
"""

from __future__ import annotations

from .choice import make_titles

__all__ = ["make_titles"]

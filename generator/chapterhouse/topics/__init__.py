"""The topics of a site: what hosts declare, and what chapters are found to be about.

    episodes --find_candidates--> candidates --find_topics--> topics

`wording` takes words apart, `candidates` looks at one episode, in any process, `choice` at the
candidates of all of them, `rules` knows what the host renames, merges and hides, `naming`
makes topics of what is left. docs/topics.md tells why this way.
"""

from .candidates import find_candidates
from .naming import find_topics

__all__ = ["find_candidates", "find_topics"]

"""One page of every type, of the site of the five transcripts."""

EPISODE = "episodes/lessons-learned-about-data-and-ai-at-enterprises/"
CAPTIONS = "episodes/running-from-complexity/"

PAGES = {
    "home": "",
    "archive": "archive/",
    "episode": EPISODE,
    "captions": CAPTIONS,
    "chapters": "chapters/",
    "shows": "shows/",
    "show": "shows/datatalks-club/",
    "people": "people/",
    "person": "people/alexey-grigorev/",
    "topics": "topics/",
    "topic": "topics/machine-learning/",
    "search": "search/",
    "free": "about/",
    "404": "404.html",
}
"""Type -> address below the site's root."""

"""What a text is about, as terms: words folded and stemmed so that equal ones meet.

`words` and `stemming` make them, for the search index and for all else that counts words;
`chapters` picks those few that say what a chapter is about.
"""

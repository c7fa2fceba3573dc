"""Caption files: WebVTT, SubRip (SRT) and YouTube's SBV, in one family.

All three are cues: a time range, then the words shown during it. Their damage is the same
too (a blank line inside a cue, none between two, indices that are missing), so one forgiving
path reads them: `timing` knows a time range, `blocks` cuts a file into cues, `markup` turns a
cue's lines into words, `rolling` takes out what a rolling display repeats, `voices` finds who
speaks, `compose` makes segments. `webvtt`, `subrip` and `sbv` are the rows of the table.

webvtt-py is not used: it gives no line numbers, keeps one voice of several in a cue, and
passes over in silence what stands after a blank line in a cue or under a time with a comma.
"""

"""Chapterhouse: podcast transcripts in, a website with lasting addresses out.

The flow, one frozen type per phase (see CONTRIBUTING.md for the tour):

    Source --read--> Transcript --compose--> Episode --assemble--> Site
    --plan--> Page --render--> Artifact --publish--> output/
"""

__version__ = "0.1.0"

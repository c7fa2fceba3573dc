"""The files beside free pages, as they are published: nothing in them is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ..errors import ContentError
from ..files import Folder
from ..model import Artifact
from .types import Content


def content_files(site: Path, content: Content) -> Iterator[Artifact]:
    """Each of them. Raises ContentError for one that can't be read."""
    folder = Folder(site / "content", str(site / "content"), ContentError)
    for name, url in content.files.items():
        yield Artifact(
            unquote(url).lstrip("/"), folder.read(name), (site / "content" / name).as_posix()
        )

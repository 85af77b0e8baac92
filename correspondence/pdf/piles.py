"""Takes the pages of one letter out of a pile of scans and makes one file of them.

The file holds these pages and nothing of any other letter.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from . import annexes
from .scan import ScanVerdict, signed_pages


@dataclass(frozen=True)
class PickedPage:
    """A page (from 1) of a file, and how far to turn it clockwise to stand upright."""

    source: Path
    mime: str
    page: int
    turn: int = 0


def collected(picked: Sequence[PickedPage], out: Path, work: Path) -> Path:
    """Write the pages upright, each on A4, in this order; return the path. Pictures keep their
    bytes. `work` is an empty folder for what is needed in between.

    Raises:
        AnnexRefused: if a file cannot be read.
    """
    with contextlib.ExitStack() as stack, pikepdf.new() as whole:
        for page, upright in _upright(picked, work):
            part = stack.enter_context(pikepdf.open(upright))
            whole.pages.append(part.pages[page - 1])
        whole.save(out, deterministic_id=True)
    return out


def _upright(picked: Sequence[PickedPage], work: Path) -> Iterator[tuple[int, Path]]:
    """For each page where it stands upright: the page of a file. Each file is opened once."""
    made: dict[Path, tuple[Path, list[PickedPage]]] = {}
    for page in picked:
        if page.source not in made:
            wanted = [other for other in picked if other.source == page.source]
            made[page.source] = (_turned(wanted, work / f"{len(made)}.pdf"), wanted)
        upright, wanted = made[page.source]
        yield wanted.index(page) + 1, upright


def _turned(wanted: Sequence[PickedPage], out: Path) -> Path:
    source, mime = wanted[0].source, wanted[0].mime
    places = tuple(page.page for page in wanted)
    if mime == annexes.PDF:  # the other pages of the file are not even copied
        source = _picked(source, places, out.with_suffix(".picked"))
        places = tuple(range(1, len(wanted) + 1))
    verdict = ScanVerdict("match", places, tuple(page.turn for page in wanted))
    return signed_pages(source, mime, verdict, out)


def _picked(source: Path, order: Sequence[int], out: Path) -> Path:
    with annexes.refusing(), _opened(source) as pdf, pikepdf.new() as some:
        for page in order:
            some.pages.append(pdf.pages[page - 1])
        some.save(out)
    return out


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(source) as pdf:
            yield pdf
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise annexes.AnnexRefused("unreadable") from error

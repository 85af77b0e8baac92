"""A bundle in numbered parts that a recipient can take: cut between annexes, and inside one only
where it alone is too large."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf


@dataclass(frozen=True)
class Part:
    """One file of several: its pages in the bundle (from 1, both included), size and SHA-256."""

    number: int
    of: int
    path: Path
    first: int
    last: int
    bytes: int
    sha256: str


def split(bundle: Path, starts: Sequence[int], most: int | None, folder: Path) -> list[Part]:
    """The parts in ``folder``, each at most ``most`` bytes; a single page may be larger.

    starts: the pages at which something begins that should stay together, the first being 1.
    The same bundle gives the same bytes. Without ``most``, or where it fits, one part.
    """
    with pikepdf.open(bundle) as whole:
        pages = len(whole.pages)
        if not most or bundle.stat().st_size <= most:
            ranges = [(1, pages)]
        else:
            ranges = list(_grouped(_pieces(whole, _stretches(starts, pages), most, folder), most))
        return [
            _written(whole, number, len(ranges), first, last, folder)
            for number, (first, last) in enumerate(ranges, 1)
        ]


def _stretches(starts: Sequence[int], pages: int) -> Iterator[tuple[int, int]]:
    firsts = sorted({1, *(start for start in starts if 1 <= start <= pages)})
    for first, following in zip(firsts, [*firsts[1:], pages + 1], strict=True):
        yield first, following - 1


def _pieces(whole, stretches, most: int, folder: Path) -> Iterator[tuple[int, int, int]]:
    """Stretches with their sizes; one that is too large is halved until it fits."""
    waiting = list(stretches)[::-1]
    while waiting:
        first, last = waiting.pop()
        size = _save(whole, first, last, folder / "piece.pdf").stat().st_size
        if size > most and first < last:
            middle = (first + last) // 2
            waiting += [(middle + 1, last), (first, middle)]
        else:
            yield first, last, size


def _grouped(pieces, most: int) -> Iterator[tuple[int, int]]:
    """Neighbours together while they fit: what they share is counted twice, so parts only come
    out smaller than reckoned."""
    begun, total, end = 0, 0, 0
    for first, last, size in pieces:
        if begun and total + size > most:
            yield begun, end
            begun, total = 0, 0
        begun, total, end = begun or first, total + size, last
    if begun:
        yield begun, end


def _written(whole, number: int, of: int, first: int, last: int, folder: Path) -> Part:
    path = _save(whole, first, last, folder / f"part-{number}.pdf")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Part(number, of, path, first, last, path.stat().st_size, digest)


def _save(whole: pikepdf.Pdf, first: int, last: int, path: Path) -> Path:
    with pikepdf.new() as part:
        part.pages.extend(whole.pages[first - 1 : last])
        part.save(path, deterministic_id=True)
    return path

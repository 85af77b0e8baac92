"""Numbers in words: «هزار و سیصد», "nineteen sixty-five", «خمسة وأربعين», "dyzet e pesë"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

# The first half of a year said in two: thirteen forty-five, nineteen sixty-five, twenty ten.
_CENTURIES = (13, 14, 18, 19, 20)
_ROOM_FOR_ALL = 10_000


@dataclass(frozen=True)
class NumberWords:
    """Words with their size, and those that multiply, join, make a teen or are no number."""

    sizes: dict[str, int]
    times: dict[str, int]
    teens: frozenset[str]
    joining: frozenset[str]
    zeros: frozenset[str]
    in_two: frozenset[str]
    days: frozenset[str]
    weekdays: frozenset[str]

    @classmethod
    def of(cls, held: dict[str, Any], canonical: Callable[[str], str]) -> "NumberWords":
        """From the groups of spellings.toml."""
        sizes: dict[str, int] = {}
        for size, first, groups in ((1, 1, "units"), (10, 2, "tens"), (100, 1, "hundreds")):
            for count, names in enumerate(held[groups], first):
                sizes |= {canonical(name): count * size for name in names}
        sizes |= {canonical(name): size for name, size in held["thousands"].items()}
        times = {canonical(name): size for name, size in held["times"].items()}
        plain = ("teens", "joining", "zeros", "in_two", "days", "weekdays")
        sets = {name: frozenset(map(canonical, held[name])) for name in plain}
        return cls(sizes, times, **sets)


@dataclass
class _Sum:
    """What was read so far. `room` is the size that the next word must stay under."""

    total: int = 0
    room: int = _ROOM_FOR_ALL
    last: int = 0
    in_two: bool = True

    def add(self, size: int) -> None:
        self.total, self.room, self.last = self.total + size, _magnitude(size), size

    def multiply(self, times: int) -> None:
        whole, rest = divmod(self.total, 1000) if times == 100 else (0, self.total)
        self.total, self.room, self.last = whole * 1000 + rest * times, times, 0


def read_spelled(pieces: list[str], at: int, words: NumberWords) -> tuple[int, int] | None:
    """The number that starts at this piece and how many pieces it takes; None if there is none."""
    found, used, between = _Sum(), 0, set()
    for step, piece in _words_from(pieces, at):
        if found.total and piece in words.joining | words.zeros:
            between.add("joined" if piece in words.joining else "zero")
            continue
        bare, grown = _apart(piece, words) if found.total else (piece, False)
        joined, zero = grown or "joined" in between, "zero" in between
        if words.weekdays & set(pieces[step + 1 : step + 3]):
            break
        if not _take(found, bare, words, joined=joined, zero=zero):
            break
        used, between = step - at + 1, set()
    nothing = not used or _is_some_day(pieces, at, used, found.total, words)
    return None if nothing else (found.total, used)


def _words_from(pieces: list[str], at: int) -> Iterator[tuple[int, str]]:
    return ((step, pieces[step]) for step in range(at, len(pieces)) if not pieces[step].isspace())


def _apart(piece: str, words: NumberWords) -> tuple[str, bool]:
    """«وأربعين» is «و» and «أربعين»."""
    bare = piece.removeprefix("و")
    is_grown = piece not in words.sizes and bare != piece and (bare in words.sizes)
    return (bare, True) if is_grown else (piece, False)


def _take(found: _Sum, piece: str, words: NumberWords, *, joined: bool, zero: bool) -> bool:
    """Takes one word into the number, if the number can go on with it."""
    if piece in words.teens and 0 < found.last < 10 and not joined:
        found.add(10)
        return True
    if piece in words.times and not joined and _may_multiply(found, words.times[piece]):
        found.multiply(words.times[piece])
        return True
    size = words.sizes.get(piece)
    if size is None:
        return False
    found.in_two = found.in_two and piece in words.in_two
    if _is_second_half(found, size, joined=joined, zero=zero):
        found.total, found.in_two = found.total * 100, False
        found.add(size)
        return True
    fits = _fits(found, size, joined=joined)
    if fits:
        found.add(size)
    return fits


def _fits(found: _Sum, size: int, *, joined: bool) -> bool:
    """Whether a smaller part follows, or tens follow their unit: «خمسة وأربعين»."""
    unit_first = joined and 0 < found.last < 10 and size in range(20, 100, 10)
    return unit_first or (10 if 10 <= size < 20 else _magnitude(size)) < found.room


def _may_multiply(found: _Sum, times: int) -> bool:
    rest = found.total % 1000
    return 0 < rest < 100 if times == 100 else 0 < found.total < 100


def _is_second_half(found: _Sum, size: int, *, joined: bool, zero: bool) -> bool:
    """The 65 of "nineteen sixty-five", the 5 of "nineteen oh five"."""
    if not found.in_two or found.total not in _CENTURIES or joined:
        return False
    return 10 <= size < 100 or (zero and size < 10)


def _magnitude(size: int) -> int:
    # 15 leaves no room for a unit after it, 20 does.
    return 1 if size < 20 else 10 if size < 100 else 100 if size < 1000 else 1000


def _is_some_day(pieces: list[str], at: int, used: int, total: int, words: NumberWords) -> bool:
    """ "one day in March": nobody said the first."""
    after = next((word for _step, word in _words_from(pieces, at + used)), "")
    return total == 1 and after in words.days

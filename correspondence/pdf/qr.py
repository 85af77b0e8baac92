"""QR codes as PDF operators."""

from functools import lru_cache

import segno

MASK = 2
"""A fixed mask: trying all eight costs milliseconds a page and gains nothing here."""


@lru_cache(maxsize=256)
def qr_modules(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """(modules per side, dark stretches as (column, row from the top, length)), level M."""
    code = segno.make_qr(text, error="m", boost_error=False, mask=MASK)
    stretches = []
    for row, modules in enumerate(code.matrix):
        start = -1
        for column, dark in enumerate([*modules, 0]):
            if dark and start < 0:
                start = column
            elif not dark and start >= 0:
                stretches.append((start, row, column - start))
                start = -1
    return len(code.matrix), tuple(stretches)


def qr_operators(text: str, x: float, y: float, size: float) -> str:
    """Operators that draw the code, without its quiet zone, in a square of this size."""
    count, stretches = qr_modules(text)
    side = size / count
    squares = " ".join(
        f"{column} {count - 1 - row} {length} 1 re" for column, row, length in stretches
    )
    return f"q {side:.4f} 0 0 {side:.4f} {x:.2f} {y:.2f} cm {squares} f Q"

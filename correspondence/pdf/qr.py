"""QR codes as PDF operators."""

import re
from typing import Any

import zxingcpp

_DARK = re.compile(b"\0+")


def qr_modules(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """(modules per side, dark stretches as (column, row from the top, length)), level M."""
    code = zxingcpp.create_barcode(text, zxingcpp.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # one byte for each module
    rows = memoryview(picture).tobytes()
    side = round(len(rows) ** 0.5)
    return side, [
        (dark.start(), row, dark.end() - dark.start())
        for row in range(side)
        for dark in _DARK.finditer(rows[row * side : (row + 1) * side])
    ]


def qr_operators(text: str, x: float, y: float, size: float) -> str:
    """Operators that draw the code, without its quiet zone, in a square of this size."""
    count, stretches = qr_modules(text)
    side = size / count
    squares = " ".join(
        [f"{column} {count - 1 - row} {length} 1 re" for column, row, length in stretches]
    )
    return f"q {side:.4f} 0 0 {side:.4f} {x:.2f} {y:.2f} cm {squares} f Q"

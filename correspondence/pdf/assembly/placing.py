"""Places a picture or a foreign page upright on an A4 page."""

from __future__ import annotations

from dataclasses import dataclass

from .objectfile import numbers

Matrix = tuple[float, float, float, float, float, float]

A4 = (595.28, 841.89)
EDGE = 14.17
"""Points kept free around an annex page: 5 mm, what printers cannot reach."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
UPRIGHT: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""EXIF orientation (CIPA DC-008, 4.6.5) to the matrix that sets the unit square upright."""

TURNED = {0: 1, 90: 6, 180: 3, 270: 8}
"""Degrees clockwise to the orientation that means the same."""


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first`` and then ``second`` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


@dataclass(frozen=True)
class Piece:
    """Something drawn by one object: ``matrix`` brings it into the box (0, 0, width, height)."""

    number: int
    width: float
    height: float
    matrix: Matrix

    def turned(self, degrees: int) -> Piece:
        """Return the piece turned clockwise by a quarter, a half or three quarters."""
        width, height = self.width, self.height
        square = times(self.matrix, (1 / width, 0, 0, 1 / height, 0, 0))
        if degrees % 180:
            width, height = height, width
        upright = times(square, UPRIGHT[TURNED[degrees % 360]])
        return Piece(self.number, width, height, times(upright, (width, 0, 0, height, 0, 0)))


@dataclass(frozen=True)
class Sheet:
    """A page to place a piece on: A4 upright or lying, with a strip kept free at its head."""

    width: float
    height: float
    strip: float = 0.0
    edge: float = EDGE

    @classmethod
    def for_piece(cls, piece: Piece, strip: float = 0.0, edge: float = EDGE) -> Sheet:
        short, long = A4
        lying = piece.width > piece.height
        return cls(long, short, strip, edge) if lying else cls(short, long, strip, edge)

    def place(self, piece: Piece) -> Matrix:
        """Return the matrix that centres the piece, made smaller where needed, never larger."""
        room = (self.width - 2 * self.edge, self.height - 2 * self.edge - self.strip)
        scale = min(1.0, room[0] / piece.width, room[1] / piece.height)
        x = (self.width - piece.width * scale) / 2
        y = self.edge + (room[1] - piece.height * scale) / 2
        return times(piece.matrix, (scale, 0, 0, scale, x, y))


def draw(name: bytes, matrix: Matrix) -> bytes:
    """Return the operators that draw a named object through a matrix."""
    return b"q %b cm /%b Do Q\n" % (numbers(matrix), name)

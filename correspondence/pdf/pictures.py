"""Pictures in letters: the office's emblem and consented portraits."""

import io
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a PDF: width and height in pixels, compressed data and its filter."""

    width: int
    height: int
    color_space: str
    filter: str
    data: bytes

    def as_object(self) -> bytes:
        """The image dictionary and stream (ISO 32000-1, 8.9.5)."""
        return (
            f"<</Type/XObject/Subtype/Image/Width {self.width}/Height {self.height}"
            f"/ColorSpace/{self.color_space}/BitsPerComponent 8/Filter/{self.filter}"
            f"/Length {len(self.data)}>>\nstream\n".encode()
            + self.data
            + b"\nendstream\n"
        )


_JPEG_SPACES = {"RGB": "DeviceRGB", "L": "DeviceGray"}


def read_picture(data: bytes) -> Picture:
    """A picture from JPEG or PNG bytes; transparency falls on white.

    JPEG data passes through untouched where it stands upright and is RGB or grey and carries
    no application data (EXIF may hold the place); otherwise the picture is written anew.
    Raises OSError if the bytes are no picture.
    """
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        plain = image.format == "JPEG" and image.mode in _JPEG_SPACES and not image.getexif()
        if plain:
            return Picture(*image.size, _JPEG_SPACES[image.mode], "DCTDecode", data)
        upright = ImageOps.exif_transpose(image)
        if image.format == "JPEG":
            written = io.BytesIO()
            upright.convert("RGB").save(written, "JPEG", quality=90)
            return Picture(*upright.size, "DeviceRGB", "DCTDecode", written.getvalue())
        rgba = upright.convert("RGBA")
        flat = Image.new("RGB", rgba.size, "white")
        flat.paste(rgba, mask=rgba.getchannel("A"))
        return Picture(*flat.size, "DeviceRGB", "FlateDecode", zlib.compress(flat.tobytes()))

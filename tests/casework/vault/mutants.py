"""Files that were bent on the way: seeded, so that each run meets the same ones."""

import random
from collections.abc import Iterator

from PIL import Image

from . import hostile


def sound() -> dict[str, bytes]:
    """One small file of each kind that is taken."""
    return {
        "photo.jpg": hostile.picture_bytes("JPEG", (120, 90)),
        "print.jpg": cmyk(),
        "card.png": hostile.picture_bytes("PNG", (120, 90)),
        "deep.png": deep(),
        "card.webp": hostile.picture_bytes("WEBP", (120, 90)),
        "phone.heic": hostile.picture_bytes("HEIF", (128, 96)),
        "scan.tif": hostile.tiff_bytes(2, (120, 90)),
        "scan.pdf": hostile.pdf_bytes(hostile.plain_pdf(2)),
        "script.pdf": hostile.script_pdf(),
        "locked.pdf": hostile.locked_pdf(),
        "letter.docx": hostile.docx_bytes(),
        "letter.odt": hostile.odt_bytes(),
        "note.txt": "یادداشت نمونه\n".encode() * 20,
    }


def cmyk() -> bytes:
    return hostile.saved(hostile.picture((120, 90), "CMYK"), "JPEG")


def deep() -> bytes:
    """Sixteen bits of grey for each pixel."""
    ramp = b"".join((n * 6).to_bytes(2, "little") for n in range(120 * 90))
    return hostile.saved(Image.frombytes("I;16", (120, 90), ramp), "PNG")


def mutants(count: int, seed: int = 20261122) -> Iterator[tuple[str, bytes]]:
    """`count` names and contents: bytes changed, cut, doubled, swapped, or another's tail."""
    chance, bases = random.Random(seed), list(sound().items())
    for number in range(count):
        name, content = bases[number % len(bases)]
        for _time in range(chance.randint(1, 3)):
            content = chance.choice(WAYS)(chance, content, bases)
        yield name, content


def _flip(chance, content, _bases):
    bent = bytearray(content)
    for _time in range(chance.randint(1, 20)):
        if bent:
            bent[chance.randrange(len(bent))] = chance.randrange(256)
    return bytes(bent)


def _cut(chance, content, _bases):
    return content[: chance.randint(0, len(content))]


def _double(chance, content, _bases):
    at = chance.randint(0, len(content))
    return content[:at] + content[max(0, at - chance.randint(1, 400)) :]


def _lose(chance, content, _bases):
    at = chance.randint(0, len(content))
    return content[:at] + content[at + chance.randint(1, 100) :]


def _largest(chance, content, _bases):
    """A number that says much more than there is."""
    at = chance.randint(0, len(content))
    return (
        content[:at]
        + chance.choice([b"\xff" * 4, b"\x7f\xff\xff\xff", b"\0" * 8])
        + content[at + 4 :]
    )


def _graft(chance, content, bases):
    other = chance.choice(bases)[1]
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


WAYS = (_flip, _flip, _cut, _double, _lose, _largest, _graft)

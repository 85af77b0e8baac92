"""Files written into the text of a mail as old programs do: `begin 644 name` … `end`. Pure."""

import binascii
import re
from itertools import islice

BLOCK = re.compile(r"^begin [0-7]{3,4} (.{1,200})\n((?:.*\n)*?)end[ \t]*$", re.M)
MOST = 50


def taken_out(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without them, and each name with its bytes; what cannot be read stays as words."""
    if "begin " not in text:
        return text, []
    files, kept, last = [], [], 0
    for block in islice(BLOCK.finditer(text), MOST):
        try:
            content = b"".join(map(_line, block.group(2).splitlines()))
        except (binascii.Error, ValueError):
            continue
        files.append((block.group(1).strip(), content))
        kept.append(text[last : block.start()])
        last = block.end()
    return "".join([*kept, text[last:]]), files


def _line(line: str) -> bytes:
    return binascii.a2b_uu(line) if line.strip() else b""

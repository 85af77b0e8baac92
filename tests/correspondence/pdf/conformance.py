"""Judging the bidirectional algorithm by the Unicode Consortium's own test files.

Formats: the heads of BidiCharacterTest.txt and BidiTest.txt. Each function returns the number
of cases and the first failures.
"""

from collections.abc import Iterable

from correspondence.pdf.bidi import CODES, REMOVED, levels, levels_of_classes, visual_order

BASES = {"0": 0, "1": 1, "2": None}
SHOWN = 5


def wanted_levels(field: str) -> list[int]:
    return [REMOVED if level == "x" else int(level) for level in field.split()]


def judge_characters(lines: Iterable[str]) -> tuple[int, list[str]]:
    """Lines of BidiCharacterTest.txt."""
    count, failures = 0, []
    for line in lines:
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        points, direction, base, found, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        got_base, got = levels(text, BASES[direction])
        count += 1
        right = (
            got_base == int(base)
            and list(got) == wanted_levels(found)
            and visual_order(got) == [int(at) for at in order.split()]
        )
        if not right:
            failures.append(f"{line} gave {got_base} {list(got)}")
    return count, failures[:SHOWN]


def judge_classes(lines: Iterable[str]) -> tuple[int, list[str]]:
    """Lines of BidiTest.txt: classes, judged for each paragraph direction of the bit set."""
    count, failures = 0, []
    wanted: list[int] = []
    for line in lines:
        line = line.strip()
        if line.startswith("@Levels:"):
            wanted = wanted_levels(line[8:])
        elif line.startswith("@Reorder:"):
            order = [int(at) for at in line[9:].split()]
            if visual_order(bytearray(wanted)) != order:
                failures.append(f"{line} after {wanted}")
        elif line and line[0] not in "#@":
            classes, bits = line.split(";")
            codes = "".join(CODES[name] for name in classes.split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    count += 1
                    got = list(levels_of_classes(codes, base)[1])
                    if got != wanted:
                        failures.append(f"{line} base {base} gave {got} for {wanted}")
    return count, failures[:SHOWN]

"""UAX #9, rules W1-W7, N0-N2 and I1-I2 over one isolating run sequence of class letters."""

import re

from .brackets import CANONICAL, CLOSING, OPENING

EMBEDDING = "12345b"
"""X9: class letters of characters that no later rule sees."""

_MARKS = re.compile("M+")
_AFTER_ARABIC = re.compile("A[^LRA]*")
_SEPARATOR_IN_NUMBER = re.compile("(?<=E)[SC](?=E)|(?<=N)C(?=N)")
_TERMINATORS = re.compile("T+(?=E)|(?<=E)T+")
_LOOSE_SEPARATORS = str.maketrans("STC", "OOO")
_AFTER_LATIN = re.compile("L[^LR]*")
_NEUTRALS = re.compile("[PswO6-9]+")
_STRONG = str.maketrans("EN", "RR")
_BRACKETS = re.compile("[" + re.escape("".join(OPENING) + "".join(CLOSING)) + "]")
MAX_OPEN_BRACKETS = 63
"""BD16: deeper than this, no pair of the sequence counts."""


def resolve_sequence(codes: str, original: str, text: str, level: int, sos: str, eos: str) -> bytes:
    """Final levels of one isolating run sequence.

    codes: classes after overrides; original: classes before them (for N0's marks);
    text: the characters, or "" where only classes are known; sos, eos: "L" or "R" (X10).
    """
    codes = _weak(codes, sos)
    if text and _BRACKETS.search(text):
        codes = _brackets(codes, original, text, "R" if level & 1 else "L", sos)
    codes = _neutral(codes, "R" if level & 1 else "L", sos, eos)
    return codes.encode("ascii").translate(_implicit_table(level))


def _weak(codes: str, sos: str) -> str:
    """W1-W7."""
    if "M" in codes:
        codes = _MARKS.sub(lambda m: _mark_class(codes, m, sos) * len(m.group()), codes)
    if "A" in codes:
        codes = _AFTER_ARABIC.sub(lambda m: m.group().replace("E", "N"), codes)
        codes = codes.replace("A", "R")
    codes = _SEPARATOR_IN_NUMBER.sub(lambda m: codes[m.start() - 1], codes)
    codes = _TERMINATORS.sub(lambda m: "E" * len(m.group()), codes)
    codes = codes.translate(_LOOSE_SEPARATORS)
    if "E" in codes:
        codes = _AFTER_LATIN.sub(lambda m: m.group().replace("E", "L"), sos + codes)[1:]
    return codes


def _mark_class(codes: str, match: re.Match[str], sos: str) -> str:
    """W1: the class of the character before, or ON after an isolate mark."""
    before = codes[match.start() - 1] if match.start() else sos
    return "O" if before in "6789" else before


def _brackets(codes: str, original: str, text: str, embedding: str, sos: str) -> str:
    """N0: both brackets of a pair take one direction."""
    resolved = list(codes)
    for opening, closing in bracket_pairs(codes, text):
        direction = _pair_direction(resolved, opening, closing, embedding, sos)
        if not direction:
            continue
        for bracket in (opening, closing):
            resolved[bracket] = direction
            follower = bracket + 1
            while follower < len(resolved) and original[follower] == "M":
                resolved[follower] = direction
                follower += 1
    return "".join(resolved)


def bracket_pairs(codes: str, text: str) -> list[tuple[int, int]]:
    """BD16: pairs in order of their opening bracket."""
    pairs: list[tuple[int, int]] = []
    pending: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text):
        at, bracket = match.start(), match.group()
        if codes[at] != "O":
            continue
        if bracket in OPENING:
            if len(pending) == MAX_OPEN_BRACKETS:
                return []
            pending.append((CANONICAL.get(OPENING[bracket], OPENING[bracket]), at))
            continue
        wanted = CANONICAL.get(bracket, bracket)
        for depth in range(len(pending) - 1, -1, -1):
            if pending[depth][0] == wanted:
                pairs.append((pending[depth][1], at))
                del pending[depth:]
                break
    return sorted(pairs)


def _pair_direction(codes: list[str], opening: int, closing: int, embedding: str, sos: str) -> str:
    """N0 b-d: the direction of a pair, or "" where it holds nothing strong."""
    inside = {_strong(code) for code in codes[opening + 1 : closing]} - {""}
    if embedding in inside:
        return embedding
    if not inside:
        return ""
    for code in reversed(codes[:opening]):
        if _strong(code):
            return _strong(code)
    return sos


def _strong(code: str) -> str:
    """Numbers count as R here, as they do in N1."""
    return {"L": "L", "R": "R", "E": "R", "N": "R"}.get(code, "")


def _neutral(codes: str, embedding: str, sos: str, eos: str) -> str:
    """N1, N2."""

    def direction(match: re.Match[str]) -> str:
        start, end = match.span()
        before = codes[start - 1].translate(_STRONG) if start else sos
        after = codes[end].translate(_STRONG) if end < len(codes) else eos
        return (before if before == after else embedding) * (end - start)

    return _NEUTRALS.sub(direction, codes)


_tables: dict[int, bytes] = {}


def _implicit_table(level: int) -> bytes:
    """I1, I2 as a translation from resolved class to level."""
    if level not in _tables:
        rise = {"L": 1, "R": 0, "E": 1, "N": 1} if level & 1 else {"L": 0, "R": 1, "E": 2, "N": 2}
        table = bytearray(256)
        for code, add in rise.items():
            table[ord(code)] = level + add
        _tables[level] = bytes(table)
    return _tables[level]

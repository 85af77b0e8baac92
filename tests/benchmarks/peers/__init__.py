"""Other programs set the same letters in the same run, in an environment that is thrown away.

They are given the words of our own sample letters and our fonts, and the process is kept for all
letters, as ours is. They are spared the page codes. Nothing here is locked or installed for the
project itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from correspondence.pdf import LetterDocument
from correspondence.pdf.fonts import FONTS_DIR
from correspondence.pdf.isolates import strip_isolates

FOLDER = Path(__file__).resolve().parent
PROGRAMS = ("weasyprint", "typst")
LETTERS = 12


def measured(folder: Path, makers: dict[str, Callable[[int], LetterDocument]]) -> dict:
    """Program -> {"english_ms", …}: the median CPU milliseconds of a letter.

    makers: name of the figure -> what makes the letter of a number. A program that cannot be
    installed here is left out, and the reason goes to standard error.
    """
    python = folder / "peers" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "peers"], check=True)
    found = {}
    for program in PROGRAMS:
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", program]
        if subprocess.run(install, stdout=sys.stderr).returncode:
            print(f"{program} could not be installed: left out", file=sys.stderr)
            continue
        found[program] = {
            name: _one(python, program, folder, [make(1000 + n) for n in range(LETTERS)])
            for name, make in makers.items()
        }
    return found


def _one(python: Path, program: str, folder: Path, letters: list[LetterDocument]) -> float:
    work = folder / f"{program}.json"
    work.write_text(json.dumps([_words(letter) for letter in letters]), encoding="utf-8")
    said = subprocess.run(
        [python, FOLDER / f"with_{program}.py", work, FONTS_DIR, folder / f"{program}.pdf"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return round(float(said.stdout), 2)


def _words(letter: LetterDocument) -> dict:
    """The letter as plain data; isolates stay out, for neither program has glyphs for them."""
    marks = letter.marks
    told = {
        "language": letter.language,
        "rtl": letter.direction == "rtl",
        "title": letter.title,
        "office": letter.letterhead.name,
        "lines": list(letter.letterhead.lines),
        "head": [f"{label}: {value}" for label, value in letter.head],
        "to": letter.to,
        "sender": letter.sender,
        "subject": letter.subject,
        "body": [asdict(block) for block in letter.body],
        "closing": letter.closing,
        "signatory": list(letter.signatory),
        "notes": [asdict(listing) for listing in (letter.enclosures, letter.copies) if listing],
        "reference": marks.reference,
        "schedule": asdict(letter.schedule) if letter.schedule else None,
    }
    return json.loads(strip_isolates(json.dumps(told, ensure_ascii=False)))

"""What setting letters costs: `python -m tests.benchmarks.letters_pdf` prints JSON.

CPU milliseconds of one process that stays, as the office's worker does: each letter has its own
number, rows and references, so that only what letters share is found again. The figures to hold
are those of the project's promises; `held` says which of them this machine kept.
"""

import json
import resource
import sys
import time
from collections.abc import Callable

from correspondence.pdf import LetterDocument, render_letter
from tests.correspondence.pdf.samples import letter

HOLD = {"english_1_page_ms": 5.0, "persian_40_rows_ms": 15.0, "persian_500_s": 8.0, "peak_mb": 100}
WARM, MANY = 3, 40


def milliseconds(make: Callable[[int], LetterDocument], count: int = MANY) -> tuple[float, int]:
    """(median CPU milliseconds of one letter, pages of the last)."""
    for number in range(WARM):
        render_letter(make(number))
    costs, pages = [], 0
    for number in range(WARM, WARM + count):
        document = make(number)
        start = time.process_time()
        pages = render_letter(document).pages
        costs.append((time.process_time() - start) * 1000)
    return sorted(costs)[count // 2], pages


def _persian(number: int) -> LetterDocument:
    """Forty persons, other ones in each letter."""
    return letter("fa", rows=40, number=number, first=40 * number)


def seconds_for(count: int) -> float:
    """CPU seconds for so many Persian letters with 40 rows each."""
    start = time.process_time()
    for number in range(count):
        render_letter(_persian(1000 + number))
    return time.process_time() - start


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure() -> dict[str, object]:
    start = time.process_time()
    render_letter(letter("fa", rows=40))
    first = (time.process_time() - start) * 1000
    english, _ = milliseconds(lambda number: letter("en", number=number))
    persian, pages = milliseconds(_persian)
    many = seconds_for(500)
    figures = {
        "english_1_page_ms": round(english, 2),
        "persian_40_rows_ms": round(persian, 2),
        "persian_500_s": round(many, 2),
        "peak_mb": round(peak_megabytes(), 1),
    }
    return {
        **figures,
        "first_letter_ms": round(first, 1),
        "persian_pages": pages,
        "hold": HOLD,
        "held": {name: figures[name] <= limit for name, limit in HOLD.items()},
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))

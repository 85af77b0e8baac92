"""Where the Unicode Consortium's test files are: UNICODE_DATA_DIR, or Debian's place for them."""

import os
from pathlib import Path

DEBIAN_DIR = "/usr/share/unicode"


def unicode_data_dir() -> Path | None:
    """The folder that holds BidiTest.txt; None where nobody asked and it is not installed.

    Where UNICODE_DATA_DIR is set the tests run in any case: CI sets it, so that a missing
    package fails rather than passes unseen.
    """
    asked = os.environ.get("UNICODE_DATA_DIR")
    if asked:
        return Path(asked)
    found = Path(DEBIAN_DIR)
    return found if (found / "BidiTest.txt").exists() else None

"""The script a child process runs to open what strangers made.

It is started isolated (``python -I``), with no environment, and finds its code beside itself,
so that neither Django nor the settings are ever in the same process as a hostile file.
"""

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    importlib.import_module("examiner.service").serve(int(sys.argv[1]))

"""The whole Unicode test files are judged where they are installed; a sample always is."""

import io
import shutil

import pytest
from PIL import Image

from .unicode_data import unicode_data_dir

collect_ignore = [] if unicode_data_dir() else ["test_bidi_unicode_data.py"]
if not shutil.which("pdftotext"):
    collect_ignore.append("test_copying_poppler.py")


@pytest.fixture
def portrait() -> bytes:
    """A JPEG of 90 x 120 pixels."""
    written = io.BytesIO()
    Image.linear_gradient("L").resize((90, 120)).convert("RGB").save(written, "JPEG")
    return written.getvalue()

"""Words copied with poppler (collected where pdftotext is installed, see conftest.py)."""

import subprocess

import pytest

from correspondence.pdf import render_letter

from .reading import arabic_words, share_of_words, texts_in
from .samples import letter


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_poppler_gives_the_words_as_written(language, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_letter(letter(language, rows=40)).pdf)

    copied = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)

    assert copied.stderr == ""
    wanted = arabic_words("\n".join(texts_in(letter(language, rows=40))))
    assert share_of_words(wanted, arabic_words(copied.stdout)) >= 0.95

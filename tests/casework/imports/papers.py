"""Documents for the tests: whole ones, and one of every kind of trouble."""

import io
from pathlib import Path

import pikepdf
from PIL import Image


def photo(shade=120) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((80, 60), shade).convert("L").save(stream, "JPEG")
    return stream.getvalue()


def pdf(*, password="", script="") -> bytes:
    stream, made = io.BytesIO(), pikepdf.new()
    made.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
        made.Root.OpenAction = action
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    made.save(stream, encryption=locked)
    return stream.getvalue()


def box(folder: Path, **files: bytes) -> Path:
    """A folder of files; `a__jpg` is a.jpg, a `d__` in front puts it into a folder inside."""
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder

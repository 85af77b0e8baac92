"""Bent files: each gets a verdict with a sentence; none stops the child or is drawn unsafely."""

import io
import zlib
from collections import Counter

import pytest
from django.urls import reverse

from casework.models import Case
from casework.vault.checks import Examiner, RenderingRefused, examine_many
from casework.vault.checks.sentences import SENTENCES
from tests import factories

from . import mutants

COUNT = 520


def test_every_sound_file_is_taken_or_asks_for_its_password():
    files = [(io.BytesIO(content), name) for name, content in mutants.sound().items()]

    said = {name: v.code for (_file, name), v in zip(files, examine_many(files), strict=True)}

    assert said.pop("locked.pdf") == "password"
    assert said.pop("script.pdf") == "active_content"
    assert set(said.values()) == {"ok", "docx_needs_pdf"}


def test_every_mutant_gets_a_verdict_and_none_a_crash():
    files = ((io.BytesIO(content), name) for name, content in mutants.mutants(COUNT))

    codes = Counter(verdict.code for verdict in examine_many(files))

    assert codes.total() == COUNT
    assert codes.keys() <= SENTENCES.keys()
    assert (codes["crashed"], codes["timed_out"], codes["too_much_memory"]) == (0, 0, 0)
    assert codes["ok"] > 0 and len(codes) >= 6  # bent in many ways, not all alike


def test_what_is_taken_can_be_drawn_or_says_why():
    with Examiner() as examiner:
        for name, content in mutants.mutants(130, seed=7):
            verdict = examiner.examine(io.BytesIO(content), original_name=name)
            if verdict.refused or not verdict.pages:
                continue
            try:
                drawn = examiner.render(io.BytesIO(content), verdict.mime, 1, 100)
            except RenderingRefused as refused:
                assert refused.verdict.code not in ("crashed", "timed_out")
            else:
                assert drawn.startswith(b"\x89PNG")


@pytest.mark.parametrize("seed", [1, 2])
def test_no_mutant_brings_a_page_down(cast, enter, seed):
    factories.log_family(cast)
    case, client = Case.objects.get(), enter(cast.clerk)
    about = {"kind": "other", "title": "", "whose": "case", "may_leave": "not_asked"}
    for name, content in mutants.mutants(26, seed=seed):
        file = {"name": name, "size": len(content), "checksum": zlib.crc32(content)}
        begun = client.post(reverse("upload_new", args=[case.reference]), about | file)
        if begun.status_code != 201:
            assert begun.status_code == 422
            continue
        address = begun.json()["url"]
        headers = {"Upload-Offset": 0, "Piece-Checksum": zlib.crc32(content)}
        client.put(address, content, content_type="application/octet-stream", headers=headers)
        assert client.post(address, headers={"Accept": "application/json"}).status_code == 200
    assert client.get(reverse("case_documents", args=[case.reference])).status_code == 200

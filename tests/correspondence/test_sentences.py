"""What became of an annex and of a signed scan, in words."""

import pytest

from correspondence.sentences import ANNEX_SENTENCES, SCAN_SENTENCES, annex_sentence, scan_sentence


@pytest.mark.parametrize("code", ANNEX_SENTENCES)
def test_every_refused_annex_has_a_sentence(code):
    assert annex_sentence(code).endswith(".")


@pytest.mark.parametrize("code", SCAN_SENTENCES)
def test_every_outcome_of_a_scan_has_a_sentence_without_gaps(code):
    detail = {"page": 2, "pages": (2, 3), "found": "THR-8", "expected": 3}

    said = scan_sentence(code, detail)

    assert said.endswith(".")
    assert "%" not in said


def test_the_sentence_names_the_missing_pages():
    said = scan_sentence("page_missing", {"pages": (2, 3)})

    assert said == (
        "Pages of the letter that are missing: \u20662, 3\u2069. "
        "Please scan the whole letter again."
    )

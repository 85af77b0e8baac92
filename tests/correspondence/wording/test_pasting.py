"""What a text processor leaves in a text: made plain; half-spaces and our own texts stay."""

import pytest

from correspondence import wording
from correspondence.wording import cleaned, pasted

PASTED = {
    "odd spaces": ("en", "one\u00a0two\u2009three\tfour", "one two three four"),
    "bullets of Word": (
        "en",
        "\uf0b7\u00a0one\n•\ttwo\no   three\n– four",
        "- one\n- two\n- three\n- four",
    ),
    "numbers of Word": ("en", "1)\tone\n2)  two", "1. one\n2. two"),
    "smart quotes": ("en", "\u201cyes\u201d and \u2018no\u2019", "\"yes\" and 'no'"),
    "an apostrophe": ("sq", "t\u2019Ju them", "t\u2019Ju them"),
    "Persian quotes": ("fa", "\u201cبله\u201d", "«بله»"),
    "half-space": ("fa", "می\u200cشود", "می\u200cشود"),
    "the hyphen of old documents": ("fa", "می\u00acشود، می\u00adشود", "می\u200cشود، می\u200cشود"),
    "a soft hyphen in English": ("en", "cor\u00adrect", "correct"),
    "marks of direction": ("fa", "\u202bسلام\u202c\u200f", "سلام"),
    "ends of lines": ("en", "one\r\ntwo\u2028three", "one\ntwo\nthree"),
}  # fmt: skip


@pytest.mark.parametrize("case", PASTED)
def test_made_plain(case):
    language, text, plain = PASTED[case]
    assert cleaned(text, language) == plain


def test_letters_of_the_other_keyboard_only_where_they_are_seen_again():
    assert pasted("كتاب علي ٣ {{a.b}}", "fa") == "کتاب علی ۳ {{a.b}}"
    assert cleaned("كتاب علي", "fa") == "كتاب علي"  # left for the check, which says where
    assert pasted("کتاب ۳ على", "ar") == "كتاب ٣ على"


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_what_was_typed_here_stays_as_it_is(language):
    for code in wording.kinds():
        text = wording.source(code, language)
        assert cleaned(text, language) == pasted(text, language) == text

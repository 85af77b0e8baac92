"""From parts to catalogues: what is built, what is refused, what is found in the code."""

import gettext

import pytest

from deploy.catalogue import Key, UnusablePart, build, contradictions, extract, read

ONE = """
[[message]]
en = "Log out"
fa = "خروج"
ar = "تسجيل الخروج"
sq = "Dil"
"""
COUNTED = """
[[message]]
en = "%(n)s case"
en_plural = "%(n)s cases"
context = "work"
fa = ["%(n)s پرونده"]
ar = ["لا ملفات", "ملف واحد", "ملفان", "%(n)s ملفات", "%(n)s ملفًا", "%(n)s ملف"]
sq = ["%(n)s rast", "%(n)s raste"]
"""


def parts(tmp_path, **files):
    folder = tmp_path / "parts"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def words(locale_dir, language):
    with (locale_dir / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_sentence_comes_out_in_its_language(tmp_path):
    assert build(parts(tmp_path, a=ONE), tmp_path) == {"fa": 1, "ar": 1, "sq": 1}
    assert words(tmp_path, "fa").gettext("Log out") == "خروج"
    assert words(tmp_path, "sq").gettext("Log out") == "Dil"


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "لا ملفات"),
        (1, "ملف واحد"),
        (2, "ملفان"),
        (3, "%(n)s ملفات"),
        (10, "%(n)s ملفات"),
        (11, "%(n)s ملفًا"),
        (99, "%(n)s ملفًا"),
        (100, "%(n)s ملف"),
        (103, "%(n)s ملفات"),
    ],
)
def test_arabic_counts_in_six_forms(tmp_path, number, form):
    build(parts(tmp_path, a=COUNTED), tmp_path)
    arabic = words(tmp_path, "ar")
    assert arabic.npgettext("work", "%(n)s case", "%(n)s cases", number) == form


def test_persian_nouns_stay_singular(tmp_path):
    build(parts(tmp_path, a=COUNTED), tmp_path)
    persian = words(tmp_path, "fa")
    assert persian.npgettext("work", "%(n)s case", "%(n)s cases", 7) == "%(n)s پرونده"


def test_building_twice_gives_the_same_bytes(tmp_path):
    folder = parts(tmp_path, a=ONE, b=COUNTED)
    build(folder, tmp_path)
    first = {p: p.read_bytes() for p in tmp_path.rglob("django.*")}
    build(folder, tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("django.*")} == first
    assert len(first) == 6


@pytest.mark.parametrize(
    "broken",
    [
        ONE.replace('sq = "Dil"\n', ""),
        ONE.replace('"Dil"', '" "'),
        ONE.replace('en = "Log out"\n', ""),
        COUNTED.replace('["%(n)s rast", "%(n)s raste"]', '["%(n)s rast"]'),
        COUNTED.replace('"ملف واحد", ', ""),
        "[[message",
    ],
    ids=["no language", "blank", "no english", "one form short", "five arabic forms", "no toml"],
)
def test_an_entry_that_cannot_be_used_is_refused(tmp_path, broken):
    with pytest.raises(UnusablePart, match=r"a\.toml"):
        build(parts(tmp_path, a=broken), tmp_path)


def test_two_translations_of_one_sentence_are_told_and_the_first_counts(tmp_path):
    folder = parts(tmp_path, a=ONE, b=ONE.replace("Dil", "Dilni"))
    first, later = contradictions(read(folder))[0]
    assert (first.part, later.part) == ("a.toml", "b.toml")
    build(folder, tmp_path)
    assert words(tmp_path, "sq").gettext("Log out") == "Dil"


def test_the_same_translation_may_stand_in_two_parts(tmp_path):
    folder = parts(tmp_path, a=ONE, b=ONE)
    assert contradictions(read(folder)) == []
    assert build(folder, tmp_path)["sq"] == 1


def test_sentences_are_found_in_code_and_pages(tmp_path):
    code = tmp_path / "casework" / "rules.py"
    code.parent.mkdir()
    code.write_text(
        'a = _("Plain")\nb = pgettext("step", "done")\nc = ngettext("one", "many", 3)\n'
        'd = gettext_lazy("Two "\n    "halves")\ne = gettext(name)\n',
        encoding="utf-8",
    )
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text(
        '<div>\n    {% translate "On a page" context "key" %}\n  <b>\n'
        "{% blocktranslate trimmed with n=x|count %}\n   {{ n }} of\n   100%\n"
        '{% endblocktranslate %}\n{% include "x" with label=_("In an include") %}',
        encoding="utf-8",
    )
    letter = tmp_path / "templates" / "letters" / "x" / "en.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text('{% translate "Not a page" %}', encoding="utf-8")
    assert extract(tmp_path) == {
        Key("Plain"),
        Key("done", "step"),
        Key("one", "", "many"),
        Key("Two halves"),
        Key("On a page", "key"),
        Key("%(n)s of 100%%"),
        Key("In an include"),
    }

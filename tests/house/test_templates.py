"""Every page keeps the rules of the house: nothing inline, nothing physical, nothing missing."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "deploy" / "static"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style in the page": re.compile(r"<style\b|\sstyle=", re.I),
    "a handler in the page": re.compile(r"\son[a-z]+=|javascript:|\bhx-on\b", re.I),
    "an address elsewhere": re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//", re.I),
}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|"
    r"bottom)\b|(?<![\w-])(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
ICON = re.compile(r"""icon(?:=|\s)["']([a-z]+)["']""")


def source(page):
    return (TEMPLATES / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_read(page):
    assert get_template(page).template.nodelist is not None


@pytest.mark.parametrize("what", INLINE)
def test_nothing_stands_in_a_page_that_its_policy_forbids(what):
    assert [page for page in PAGES if INLINE[what].search(source(page))] == []


def test_every_picture_that_a_page_shows_is_drawn():
    drawn = set(re.findall(r'id="i-([a-z]+)"', source("_parts/icons.html")))
    shown = {name for page in PAGES for name in ICON.findall(source(page))}
    assert shown - drawn == set()
    assert len(drawn) > 20


def test_one_stylesheet_serves_both_directions():
    css = (STATIC / "css" / "payvand.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/|@media[^{]*\{|@page[^{]*\{", "", css, flags=re.S)
    assert PHYSICAL.findall(rules) == []


def test_stylesheet_and_scripts_stay_small():
    """A weak line: what every page loads beside the font, packed, in bytes."""
    files = ["css/payvand.css", "js/keys.js"]
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in files}
    assert sizes["css/payvand.css"] <= 10_000
    assert sizes["js/keys.js"] <= 2_000


def test_nothing_comes_from_elsewhere():
    css = (STATIC / "css" / "payvand.css").read_text(encoding="utf-8")
    addresses = re.findall(r"url\(\"?([^\")]+)", css)
    assert addresses == ["../fonts/Vazirmatn-Variable.woff2"]
    assert (STATIC / "fonts" / "Vazirmatn-Variable.woff2").stat().st_size <= 48_000
    assert (STATIC / "fonts" / "OFL.txt").is_file()


FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<inside>.*?)</form>", re.S)
TYPED = re.compile(r"""type=["']search["']|name=["']q["']|boxes|\{\{ ?field ?\}\}""")
NUMBERS_ONLY = {"correspondence/_book_boxes.html"}  # our numbers and their references


def test_no_form_puts_into_an_address_what_was_typed_to_find_a_person():
    """`casework.typed`: such a form posts, and the address holds a token."""
    open_to_all = [
        page
        for page in PAGES
        for form in FORM.finditer(source(page))
        if "post" not in form["head"] and TYPED.search(form["inside"])
    ]
    assert set(open_to_all) - NUMBERS_ONLY == set()

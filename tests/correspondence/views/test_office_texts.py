"""The pages of an office's own texts: typed, shown, kept, compared, decided on."""

import pytest
from django.urls import reverse

from correspondence import wording
from correspondence.actions import templates
from correspondence.models import LetterTemplate


def at(cast, kind="reminder", language="fa", name="office_text"):
    return reverse(name, args=[cast.ahvaz.code, kind, language])


@pytest.fixture
def house():
    return wording.source("reminder", "fa").strip()


def test_it_begins_with_the_house_text_beside_a_page(cast, enter, house):
    answer = enter(cast.coordinator).get(at(cast))
    assert answer.context["text"].strip() == house
    assert answer.text.count('<img src="data:image/png;base64,') == 1
    assert "Letters use the house’s text." in answer.text


def test_kept_approved_and_used_as_the_list_says(cast, enter, house):
    typed = f"{house}\n\nبا سپاس از همکاری شما."
    enter(cast.coordinator).post(at(cast), {"do": "keep", "text": typed, "seen": 0})
    row = LetterTemplate.objects.get()
    page = enter(cast.signatory).get(reverse("office_texts"))
    assert reverse("text_version", args=[row.pk]) in page.text  # it waits there
    version = enter(cast.signatory).get(reverse("text_version", args=[row.pk]))
    gone = [p for p in version.context["pieces"] if p.how == "gone"]
    new = "".join(p.text for p in version.context["pieces"] if p.how == "new")
    assert (gone, new.strip()) == ([], "با سپاس از همکاری شما.")
    enter(cast.signatory).post(reverse("text_version", args=[row.pk]), {"do": "approve"})
    assert "Letters use version 1 of the office’s own text." in enter(cast.coordinator).get(
        at(cast)
    ).text.replace("\u2066", "").replace("\u2069", "")


def test_a_bad_text_is_not_kept_and_not_lost(cast, enter, house):
    typed = f"{house}\n\n{{{{''.__class__}}}}"
    answer = enter(cast.coordinator, "fa").post(at(cast), {"do": "keep", "text": typed, "seen": 0})
    assert "__class__" in answer.text
    assert answer.context["problem"].codes == ["bad_field"]
    assert "سطر" in str(answer.context["problem"])
    assert not LetterTemplate.objects.exists()


def test_while_typing_only_the_page_comes_back(cast, enter, house):
    answer = enter(cast.coordinator).post(
        at(cast), {"text": house, "size": "long"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in answer.text
    assert answer.context["sight"].pages >= 2
    bad = enter(cast.coordinator).post(
        at(cast), {"text": "@subject", "size": "long"}, headers={"HX-Request": "true"}
    )
    assert bad.headers["HX-Retarget"] == "#says"


def test_the_whole_sample_comes_as_a_pdf(cast, enter, house):
    answer = enter(cast.coordinator).post(at(cast, name="text_sample"), {"text": house})
    assert answer.content[:5] == b"%PDF-"


def test_back_to_the_house(cast, enter, house):
    typed = f"{house}\n\nبا سپاس."
    templates.write(cast.ahvaz, "reminder", "fa", typed, by=cast.coordinator)
    enter(cast.coordinator).post(at(cast), {"do": "house", "text": "", "seen": 1})
    answer = enter(cast.coordinator).get(at(cast))
    assert answer.context["text"].strip() == house
    assert [row.version for row in answer.context["versions"]] == [2, 1]


def test_whoever_may_not_write_reads_only(cast, enter):
    assert "readonly" in enter(cast.signatory).get(at(cast)).text
    assert enter(cast.signatory).post(at(cast), {"do": "keep"}).status_code == 403


@pytest.mark.parametrize(("kind", "language"), [("neutral_closing", "fa"), ("reminder", "xx")])
def test_there_is_no_such_text(cast, enter, kind, language):
    assert enter(cast.coordinator).get(at(cast, kind, language)).status_code == 404


def test_the_clipboard_is_made_plain(cast, enter):
    told = {"text": "•\tيك مي\u00acشود"}
    answer = enter(cast.coordinator).post(reverse("pasted_text", args=["fa"]), told)
    assert answer.text == "- یک می\u200cشود"

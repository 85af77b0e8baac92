"""Every row gets a plan: taken over, or why not, before anything is written."""

import io

import openpyxl
import pytest
from django.utils import translation

from casework.imports import Reason, plan, read_register, recognise, returned_sheet, sentence
from casework.imports.register_row import RegisterRow
from casework.imports.report import looks_like_formula
from casework.imports.sentences import SENTENCES
from tests.casework.imports import registers
from tests.casework.imports.registers import FA_HEADINGS, FA_ROWS, persian, planned, row


def outcomes(*rows):
    return [(made.status, [r.code for r in made.reasons]) for made in planned(persian(*rows))]


def one(*cells_of_row, **changes):
    return planned(persian(cells_of_row or row(**changes)))[0]


def test_a_full_row_is_new_and_a_row_without_notice_a_draft():
    assert outcomes(*FA_ROWS) == [("new", []), ("draft", ["notice_not_given"])]


def test_the_values_of_a_row_are_typed():
    values = one().values
    assert values.consents == {"P3": "granted", "P5": "refused", "P13": "granted"}
    assert values.received_on.as_given == "۱۴۰۲/۱/۲۶"
    assert str(values.received_on.earliest) == "2023-04-15"
    assert (values.relationship.code, values.relationship.as_given) == ("mother", "مادر")
    assert values.documents == ("عکس رضا.jpg", "شناسنامه.pdf")
    assert [offer.kind for offer in values.offers] == ["evenings"]


def test_an_empty_answer_is_not_asked():
    assert one(consent_P3="", consent_P5="-").values.consents == {"P13": "granted"}


@pytest.mark.parametrize(
    ("field", "code"),
    [("enquirer_name", "missing_enquirer_name"), ("sought_name", "missing_sought_name")],
)
def test_a_row_without_one_of_the_two_names_is_rejected(field, code):
    assert outcomes(row(**{field: "  "})) == [("rejected", [code])]


def test_an_empty_row_is_passed_over_and_does_not_count():
    data = persian(FA_ROWS[0], (), FA_ROWS[1])
    assert [(m.number, m.status) for m in planned(data)] == [(2, "new"), (4, "draft")]


def test_headings_printed_again_are_passed_over():
    assert outcomes(FA_ROWS[0], FA_HEADINGS)[1] == ("empty", ["headings_again"])


def test_neither_birth_nor_parent_is_a_draft_that_says_so():
    assert outcomes(row(sought_father="", sought_birth="")) == [
        ("draft", ["birth_or_parent_missing"])
    ]


def test_an_exact_double_is_a_duplicate_of_the_first():
    double = row(old_number="الف / ۱", sought_name="رضا  مثالي")
    made = planned(persian(FA_ROWS[0], double))
    assert [m.status for m in made] == ["new", "duplicate"]
    assert made[1].reasons == (Reason("duplicate_of", {"row": "2", "number": "الف / ۱"}),)


def test_a_double_without_its_papers_is_a_duplicate_and_with_other_papers_a_conflict():
    assert [m.status for m in planned(persian(row(), row(documents="")))] == ["new", "duplicate"]
    assert [m.status for m in planned(persian(row(), row(documents="c.jpg")))] == [
        "new",
        "conflict",
    ]


def test_an_old_number_used_twice_for_other_details_is_a_conflict():
    made = planned(persian(row(), row(enquirer_name="لیلا مثالی"), row()))
    assert [m.status for m in made] == ["new", "conflict", "duplicate"]
    assert made[1].reasons == (Reason("conflict_with", {"row": "2", "number": "الف/۱"}),)


def test_a_rejected_row_does_not_hold_its_number():
    made = planned(persian(row(sought_name=""), row()))
    assert [m.status for m in made] == ["rejected", "new"]


def test_without_numbers_the_same_content_twice_is_a_duplicate():
    same = row(old_number="", documents="")
    other = row(old_number="", sought_name="ناصر مثالی", documents="")
    assert [m.status for m in planned(persian(same, other, same))] == ["new", "new", "duplicate"]


def test_the_same_content_under_two_numbers_is_taken_over_and_said():
    assert outcomes(row(documents=""), row(old_number="الف/۲", documents=""))[1] == (
        "new",
        ["same_content_as"],
    )


def test_a_second_relative_who_asks_for_the_same_man_is_a_request_of_its_own():
    second = row(
        old_number="الف/۶۱", enquirer_name="مریم مثالی", sought_name="سید رضا مثالی", documents=""
    )
    made = planned(persian(row(), second))
    assert [(m.status, m.family) for m in made] == [("new", 2), ("new", 3)]


def test_one_visit_of_one_enquirer_is_one_family():
    second = row(
        old_number="الف/۲", enquirer_name="معصومه مثالي", sought_name="ناصر مثالی", documents=""
    )
    third = row(old_number="الف/۳", received_on="۱۴۰۲/۱/۲۷", sought_name="جاسم مثالی", documents="")
    fourth = row(old_number="الف/۴", consent_P3="خیر", sought_name="یوسف مثالی", documents="")
    made = planned(persian(row(), second, third, fourth))
    assert [m.family for m in made] == [2, 2, 4, 5]


def test_one_enquirer_without_code_or_telephone_is_never_joined():
    rows = [
        row(old_number="الف/۱", enquirer_phone="", documents=""),
        row(old_number="الف/۲", enquirer_phone="", sought_name="ناصر مثالی", documents=""),
    ]
    assert [m.family for m in planned(persian(*rows))] == [2, 3]


def test_a_document_claimed_by_two_rows_stays_with_the_first():
    second = row(1, documents="عكس رضا.JPG")
    made = planned(persian(row(), second))
    assert made[1].reasons[-1] == Reason("paper_claimed", {"name": "عكس رضا.JPG", "row": "2"})


@pytest.mark.parametrize("text", ["۱۴۰۳/۱۲/۳۱", "1402/12/30", "31.4.2023"])
def test_an_impossible_date_is_kept_as_given_and_said(text):
    made = one(sought_birth=text)
    assert (made.status, made.values.sought_birth.as_given) == ("new", text)
    detail = {"heading": "سال تولد", "text": text, "problem": "no_such_day"}
    assert made.reasons == (Reason("impossible_date", detail),)


def test_an_unclear_answer_is_not_asked_said_and_kept():
    made = one(consent_P3="شاید")
    assert "P3" not in made.values.consents
    detail = {"heading": "رضایت صلیب سرخ", "text": "شاید"}
    assert made.reasons == (Reason("answer_unclear", detail),)
    assert made.values.extras == {"رضایت صلیب سرخ": "شاید"}


def test_a_formula_is_kept_as_text_and_said():
    made = one(remarks='=HYPERLINK("http://example.invalid","x")')
    assert made.values.remarks == '=HYPERLINK("http://example.invalid","x")'
    assert [reason.code for reason in made.reasons] == ["formula_as_text"]


def test_a_column_nobody_knows_is_kept_as_a_note():
    data = registers.workbook((*FA_HEADINGS, "رنگ پرونده"), (*FA_ROWS[0], "آبی"))
    assert planned(data)[0].values.extras == {"رنگ پرونده": "آبی"}


def test_a_notice_may_be_a_date():
    assert one(notice="۱۴۰۲/۱/۲۶").values.notice_given is True


def test_the_date_in_a_last_news_of_one_cell_is_found():
    headings = ("Kërkuesi", "Personi i kërkuar", "Lajmet e fundit")
    values = planned(registers.text(headings, ("A", "B", "letër, 2009")))[0].values
    assert (values.last_news, values.last_news_on.year) == ("letër, 2009", 2009)


def test_a_name_in_two_columns_is_one_name():
    headings = ("نام متقاضی", "نام خانوادگی متقاضی", "نام مفقود", "نام خانوادگی مفقود")
    values = planned(registers.text(headings, ("مریم", "مثالی", "علی", "مثالی")))[0].values
    assert (values.enquirer_name, values.sought_name) == ("مریم مثالی", "علی مثالی")


def test_values_survive_being_kept():
    values = one(sought_birth="حدود ۱۳۲۷").values
    assert RegisterRow.from_json(values.as_json()) == values


@pytest.mark.slow
def test_ten_thousand_rows_are_planned():
    lines = [row(old_number=f"الف/{number}", documents="") for number in range(10_000)]
    sheet = read_register(registers.text(FA_HEADINGS, *lines), "register")
    assert len(plan(sheet, recognise(sheet))) == 10_000


def returned_cells(language, *rows):
    data = persian(*rows)
    sheet = read_register(data, "register")
    with translation.override(language):
        made = returned_sheet(sheet, plan(sheet, recognise(sheet)))
    return openpyxl.load_workbook(io.BytesIO(made)).active


def test_rejected_and_conflicting_rows_come_back_with_their_reasons():
    tab = returned_cells("en", row(), row(enquirer_name=""), row(sought_name="دیگری"))
    lines = list(tab.iter_rows(values_only=True))
    assert lines[0] == (*FA_HEADINGS, "Why this row was returned")
    assert [line[-1] for line in lines[1:]] == [
        "The name of the person who asks is missing.",
        "The number الف/۱ already stands in row 2, for other details. Only that row was taken"
        " over; please give this one its own number.",
    ]
    assert lines[1][0] == "الف/۱"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "  =1", "\u200b=1", "＝1+1", "\t=1", "－2"]
)
def test_no_cell_of_the_returned_sheet_is_a_formula(text):
    tab = returned_cells("en", row(sought_name="", remarks=text))
    cell = next(cell for cell in tab[2] if cell.column_letter == "N")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_words_that_only_hold_a_sign_are_not_marked():
    assert not looks_like_formula("A-1")


def test_a_returned_sheet_corrected_and_sent_again_is_read():
    data = persian(row(sought_name=""))
    sheet = read_register(data, "register")
    again = read_register(returned_sheet(sheet, plan(sheet, recognise(sheet))), "again")
    mapping = recognise(again)
    assert mapping.columns[-1].field == "ignored"
    assert [made.values.extras for made in plan(again, mapping)] == [{}]


def test_every_code_has_a_sentence_that_quotes_safely():
    for code in SENTENCES:
        assert sentence(code, {"name": "100 % (a)", "text": "%s", "heading": "x"})


def test_what_is_quoted_stands_in_its_own_direction():
    assert sentence("no_tab", {"tab": "دفتر"}) == (
        "There is no sheet named \u2068دفتر\u2069 in this file."
    )

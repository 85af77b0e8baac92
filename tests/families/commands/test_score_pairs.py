import csv

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


@pytest.fixture
def score(tmp_path):
    def run(content, **options):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(content.encode() if isinstance(content, str) else content)
        call_command("score_pairs", str(source), str(target), verbosity=0, **options)
        with target.open(encoding="utf-8", newline="") as made:
            return list(csv.DictReader(made))

    return run


def test_pairs_keep_their_columns_and_gain_score_and_explanation(score):
    rows = score(
        "\ufeffid,name_a,name_b,birth_a,birth_b,father_a,father_b,sex_a,sex_b\r\n"
        "7,علی کریمی,KARIMI Ali,۱۳۴۴,1965,حسن,Hassan,مرد,male\r\n"
        "8,علی کریمی,Maryam Karimi,,,,,,\r\n"
    )
    assert [row["id"] for row in rows] == ["7", "8"]
    assert float(rows[0]["score"]) > 0.95
    assert rows[0]["level"] == "likely"
    assert rows[0]["explanation"] == (
        "کریمی = karimi (65 %); علی = ali (35 %); the dates of birth fit; the father's name fits"
    )
    assert rows[1]["level"] == "not"


def test_explanation_speaks_the_language_asked_for(score):
    rows = score("name_a,name_b,birth_a,birth_b\nA Farzi,A Farzi,1965,1999\n", language="fa")
    assert rows[0]["explanation"].endswith("تاریخ‌های تولد سال‌ها فاصله دارند")


def test_extra_missing_and_broken_cells_are_taken_as_they_are(score):
    rows = score(b"Name_A;NAME_B;x\n;;\nAli;\n\xff\x00Ali;Ali;1;2;3\n")
    assert [row["level"] for row in rows] == ["not", "not", "likely"]
    assert [row["score"] for row in rows][:2] == ["0.0000", "0.0000"]


def test_file_of_a_heading_alone_gives_a_heading_alone(score):
    assert score("name_a,name_b\n") == []


def test_missing_columns_and_files_are_said(score, tmp_path):
    with pytest.raises(CommandError, match=r"The heading row has no name_b\."):
        score("name_a,name\nAli,Ali\n")
    with pytest.raises(CommandError, match="The heading row has no name_a and no name_b"):
        score("")
    with pytest.raises(CommandError, match="No such file"):
        call_command("score_pairs", str(tmp_path / "none.csv"), str(tmp_path / "out.csv"))

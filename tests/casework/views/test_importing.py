import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework import imports
from casework.models import Case, ImportRun
from casework.tasks import run_import

REGISTER = (
    "Nr.;Kërkuesi;Lidhja;Personi i kërkuar;Emri i babait;Pëlqim KNKK;Njoftimi u dha;Dokumentet\n"
    "1;Elira Provëza;motër;Mehdi Provëza;Jasem;po;po;a.txt\n"
    "2;Arben Shembulli;vëlla;Saeid Shembulli;Saeid;jo;;\n"
    "3;;;Pa emër;;;;\n"
)


def send(client, text=REGISTER, *papers):
    file = SimpleUploadedFile("regjistri.csv", text.encode("utf-8-sig"))
    office = client.cast.ahvaz.pk
    typed = {"office": office, "register": file, "papers": list(papers), "update": "on"}
    return client.post(reverse("import_new"), typed)


@pytest.fixture
def desk(cast, enter):
    client = enter(cast.coordinator)
    client.cast = cast
    return client


def test_a_register_is_looked_at_before_anything_is_written(desk):
    answer = send(desk)

    run = ImportRun.objects.get()
    assert answer.url == reverse("import_preview", args=[run.pk])
    page = desk.get(answer.url).content.decode()
    assert "Mehdi Provëza" in page
    assert Case.objects.count() == 0


def test_take_over_goes_to_the_worker_and_ends_in_cases(desk):
    preview = send(desk).url
    run = ImportRun.objects.get()

    answer = desk.post(preview, {"do": "start", **same_columns(run)})

    assert answer.url == reverse("import_run", args=[run.pk])
    assert ImportRun.objects.get().state == "running"
    run_import(str(run.pk))
    assert sorted(Case.objects.values_list("state", flat=True)) == ["draft", "registered"]
    page = desk.get(answer.url).content.decode()
    assert "The register is taken over" in page
    assert "a.txt" in page


def same_columns(run):
    mapping = imports.Mapping.from_json(run.mapping)
    return {f"c{column.index}": column.field for column in mapping.columns}


def test_second_press_starts_nothing_anew(desk):
    preview = send(desk).url
    run = ImportRun.objects.get()
    desk.post(preview, {"do": "start", **same_columns(run)})
    run_import(str(run.pk))

    desk.post(preview, {"do": "start", **same_columns(run)})
    run_import(str(run.pk))

    assert Case.objects.count() == 2


def test_columns_can_be_corrected(desk):
    preview = send(desk, "A;B\nElira Provëza;Mehdi Provëza\n").url
    assert "Please say which columns hold" in desk.get(preview).content.decode()

    desk.post(preview, {"do": "correct", "c0": "enquirer_name", "c1": "sought_name"})

    assert "Mehdi Provëza" in desk.get(preview).content.decode()


def test_file_that_is_no_register_is_refused_in_one_sentence(desk):
    answer = send(desk, "")

    assert answer.status_code == 200
    assert ImportRun.objects.count() == 0
    assert 'class="errors"' in answer.content.decode()


def test_rows_not_taken_over_come_back_as_a_sheet(desk):
    preview = send(desk).url
    run = ImportRun.objects.get()
    desk.post(preview, {"do": "start", **same_columns(run)})
    run_import(str(run.pk))

    answer = desk.get(reverse("import_rejected", args=[run.pk]))

    assert answer["Content-Disposition"] == 'attachment; filename="rows-to-correct.xlsx"'
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("name", ["import_preview", "import_run", "import_rejected"])
def test_another_offices_take_over_is_not_found(desk, enter, name):
    send(desk)
    run = ImportRun.objects.get()

    answer = enter(desk.cast.elsewhere["coordinator"]).get(reverse(name, args=[run.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["clerk", "signatory", "regional", "protection", "administrator"])
def test_only_coordinators_take_over_registers(cast, enter, role):
    assert enter(cast.staff[role]).get(reverse("import_new")).status_code == 403

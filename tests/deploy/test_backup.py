"""A backup counts as taken once it was restored and everything was found again."""

import datetime
import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from casework import anchors, vault
from casework.models import Entry, StoredFile
from deploy import tasks
from deploy.backup import container, database, restoring, taking
from deploy.trouble import Trouble
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = b"words that no backup shows in the clear"


@pytest.fixture
def lively(transactional_db, settings):
    """An office with a family, two stored files and an anchor."""
    cast = factories.make_cast()
    factories.log_family(cast, enquirer="مریم پشتیبان")
    vault.put_bytes(SECRET, mime="text/plain")
    vault.put_bytes(SECRET * 60_000, mime="text/plain")  # more than one piece
    anchors.keep_today()
    return cast


def take(tmp_path) -> Path:
    folder = tmp_path / "backups"
    return folder / taking.take(folder, keep_days=35).name


def test_it_is_restored_and_compared_before_it_counts(lively, tmp_path, settings):
    folder = tmp_path / "backups"
    taken = taking.take(folder, keep_days=35)
    assert [path.name for path in folder.iterdir()] == [taken.name]
    assert taken.bytes == (folder / taken.name).stat().st_size
    assert taken.files == 4  # the database, two files, an anchor
    assert taken.lines > 100
    assert list(settings.HOME.glob(".backup-*")) == []
    assert taking.last()["name"] == taken.name


def test_only_its_owner_reads_it_and_nothing_in_it_is_in_the_clear(lively, tmp_path):
    sealed = take(tmp_path)
    assert sealed.stat().st_mode & 0o077 == 0
    content = sealed.read_bytes()
    for marker in (SECRET, "مریم پشتیبان".encode(), b"SQLite format", b"PGDMP", b"audit-20"):
        assert marker not in content


def test_an_empty_folder_becomes_the_office_again(lively, tmp_path):
    sealed, again = take(tmp_path), tmp_path / "again"
    manifest = restoring.restore(sealed, again)
    found = {str(path.relative_to(again)) for path in again.rglob("*") if path.is_file()}
    assert found == set(manifest["files"])
    assert manifest["tables"]["casework_entry"] == Entry.objects.count()
    assert manifest["tables"]["casework_storedfile"] == 2
    with pytest.raises(Trouble, match="not empty"):
        restoring.restore(sealed, again)


@pytest.mark.parametrize("place", [3, 40, 5000, -20])
def test_one_changed_byte_shows_and_nothing_is_restored(lively, tmp_path, place):
    sealed, into = take(tmp_path), tmp_path / "again"
    content = bytearray(sealed.read_bytes())
    content[place] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(Trouble):
        restoring.restore(sealed, into)
    assert not into.exists()


@pytest.mark.parametrize(
    "change", [lambda b: b[:-1], lambda b: b[: len(b) // 2], lambda b: b + b"x"]
)
def test_a_backup_that_is_cut_or_lengthened_shows(lively, tmp_path, change):
    sealed = take(tmp_path)
    sealed.write_bytes(change(sealed.read_bytes()))
    with pytest.raises(Trouble):
        restoring.restore(sealed, tmp_path / "again")


def test_a_stored_file_that_is_lost_is_found_out(lively, tmp_path, settings):
    address = StoredFile.objects.first().address
    (settings.FILES_DIR / address[:2] / address).unlink()
    with pytest.raises(Trouble, match="does not open"):
        take(tmp_path)
    assert list((tmp_path / "backups").iterdir()) == []
    assert "failed_at" in taking.last()


def test_a_trail_that_was_tampered_with_is_found_out(lively, tmp_path):
    last = Entry.objects.order_by("pk").last()
    Entry._base_manager.filter(pk=last.pk)._raw_delete(using="default")
    with pytest.raises(Trouble, match="not whole"):
        take(tmp_path)


def test_counts_that_differ_are_said():
    from deploy.backup import proving

    manifest = database.told_of_this()
    manifest["tables"]["casework_entry"] += 1
    (said,) = proving.problems(manifest)
    assert said.startswith("casework_entry: ")


def test_old_ones_go_after_35_days_and_strangers_stay(lively, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    ages = {"payvand-old.backup": 36, "payvand-new.backup": 34, "letter.pdf": 99}
    for name, days in ages.items():
        (folder / name).write_text("x")
        at = (timezone.now() - datetime.timedelta(days=days)).timestamp()
        os.utime(folder / name, (at, at))
    taken = taking.take(folder, keep_days=35)
    left = {path.name for path in folder.iterdir()}
    assert left == {"payvand-new.backup", "letter.pdf", taken.name}


def test_the_night_takes_one_where_a_folder_is_set_and_no_second(lively, tmp_path, settings):
    tasks.back_up()
    assert taking.last() is None
    settings.BACKUPS_DIR = str(tmp_path / "nightly")
    for _twice in range(2):
        tasks.back_up()
    assert len(list((tmp_path / "nightly").iterdir())) == 1


def test_the_commands_say_what_they_did(lively, tmp_path, capsys):
    call_command("backup", tmp_path / "b")
    assert "restored and compared" in capsys.readouterr().out
    (sealed,) = (tmp_path / "b").iterdir()
    call_command("restore_backup", sealed, into=tmp_path / "again")
    assert "4 files, whole" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="Nothing was restored"):
        call_command("restore_backup", tmp_path / "none", into=tmp_path / "other")


@pytest.mark.parametrize("size", [0, 1, container.PIECE, container.PIECE + 1, 3 * container.PIECE])
def test_pieces_come_out_as_they_went_in(size):
    plain, out = os.urandom(size), io.BytesIO()
    sealer = container.Sealer(out)
    for at in range(0, size, 700_000):
        sealer.write(plain[at : at + 700_000])
    sealer.close()
    opener = container.Opener(io.BytesIO(out.getvalue()))
    read = b"".join(iter(lambda: opener.read(99_999), b""))
    opener.finish()
    assert read == plain


def test_the_manifest_holds_no_words(lively, tmp_path):
    text = json.dumps(restoring.restore(take(tmp_path), tmp_path / "again"))
    assert text.isascii()

"""Who confirmed what is taken from the track's own chain in the trail."""

from django.db import migrations

FOUND = ("located", "wish_pending", "wish_recorded", "restoring_contact", "settled")


def fill(apps, schema_editor):
    entries = apps.get_model("casework", "Entry").objects.order_by("sequence")
    for track in apps.get_model("casework", "SealedTrack").objects.filter(state__in=FOUND):
        of_track = entries.filter(chain=f"sealed:{track.pk}")
        for verb, field in (
            ("confirm_identity", "identified_by"),
            ("confirm_death", "death_confirmed_by"),
        ):
            last = of_track.filter(verb=verb).last()
            if last is not None:
                setattr(track, field, last.by)
        track.save(update_fields=["identified_by", "death_confirmed_by"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0029_track_names_its_second_person")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""What stands in a record of another register (PFIF 1.4), in plain words."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "person_record_id": _("Number of the record there"),
    "note_record_id": _("Number of the note there"),
    "linked_person_record_id": _("Said to be the same as"),
    "entry_date": _("Copied there on"),
    "expiry_date": _("May be kept until"),
    "author_name": _("Who wrote it"),
    "author_email": _("E-mail of who wrote it"),
    "author_phone": _("Telephone of who wrote it"),
    "source_name": _("Register it stands in"),
    "source_date": _("Written there on"),
    "source_url": _("Its page"),
    "full_name": _("Full name"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "alternate_names": _("Other names"),
    "description": _("Description"),
    "sex": _("Sex"),
    "date_of_birth": _("Born"),
    "age": _("How old"),
    "home_street": _("Street at home"),
    "home_neighborhood": _("Neighbourhood at home"),
    "home_city": _("Home town"),
    "home_state": _("Home province"),
    "home_postal_code": _("Home postal code"),
    "home_country": _("Home country"),
    "photo_url": _("Photograph, not fetched"),
    "profile_urls": _("Own pages elsewhere"),
    "author_made_contact": _("Who wrote it has been in contact"),
    "status": _("What it says"),
    "email_of_found_person": _("E-mail of the person"),
    "phone_of_found_person": _("Telephone of the person"),
    "last_known_location": _("Last known place"),
    "text": _("In words"),
}


def in_words(fields: dict[str, str]) -> list[tuple[str, str]]:
    """Each field under the words for it; one that nobody knows under its own name."""
    return [(LABELS.get(name, name), value) for name, value in fields.items()]

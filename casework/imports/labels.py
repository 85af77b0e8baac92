"""What each field of a register is called on screen."""

from django.utils.translation import gettext, gettext_noop

from casework.models import Purpose

_LABELS = {
    "": gettext_noop("Keep as a note"),
    "ignored": gettext_noop("Leave out"),
    "row_number": gettext_noop("Row number"),
    "old_number": gettext_noop("Number in the old register"),
    "received_on": gettext_noop("Day when the family came"),
    "relationship": gettext_noop("Relationship"),
    "second_phone": gettext_noop("Second telephone"),
    "last_place": gettext_noop("Last known place"),
    "last_news_on": gettext_noop("Date of the last news"),
    "last_news": gettext_noop("Last news"),
    "circumstances": gettext_noop("How contact was lost"),
    "notice": gettext_noop("Information notice given"),
    "documents": gettext_noop("Documents (file names)"),
    "remarks": gettext_noop("Remarks"),
    "extras": gettext_noop("Notes from other columns"),
    "earlier": gettext_noop("Handed in before"),
    "enquirer_name": gettext_noop("Name of the person who asks"),
    "enquirer_family": gettext_noop("Family name of the person who asks"),
    "enquirer_latin_name": gettext_noop("Latin name of the person who asks"),
    "enquirer_father": gettext_noop("Father of the person who asks"),
    "enquirer_birth": gettext_noop("Birth of the person who asks"),
    "enquirer_sex": gettext_noop("Sex of the person who asks"),
    "enquirer_nationality": gettext_noop("Nationality of the person who asks"),
    "enquirer_national_code": gettext_noop("National code of the person who asks"),
    "enquirer_address": gettext_noop("Address of the person who asks"),
    "enquirer_town": gettext_noop("Town where the family lives"),
    "enquirer_email": gettext_noop("E-mail of the person who asks"),
    "enquirer_phone": gettext_noop("Telephone"),
    "enquirer_language": gettext_noop("Language"),
    "enquirer_safe_times": gettext_noop("When the telephone may be called"),
    "enquirer_safe": gettext_noop("Whether the telephone is safe"),
    "enquirer_who_may_answer": gettext_noop("Who may answer the telephone"),
    "sought_name": gettext_noop("Name of the sought person"),
    "sought_family": gettext_noop("Family name of the sought person"),
    "sought_latin_name": gettext_noop("Latin name of the sought person"),
    "sought_alias": gettext_noop("The sought person is also known as"),
    "sought_father": gettext_noop("Father of the sought person"),
    "sought_grandfather": gettext_noop("Grandfather of the sought person"),
    "sought_mother": gettext_noop("Mother of the sought person"),
    "sought_national_code": gettext_noop("National code of the sought person"),
    "sought_phone": gettext_noop("Former telephone of the sought person"),
    "sought_birth": gettext_noop("Birth of the sought person"),
    "sought_age": gettext_noop("Age of the sought person"),
    "sought_birth_place": gettext_noop("Birthplace of the sought person"),
    "sought_sex": gettext_noop("Sex of the sought person"),
    "sought_nationality": gettext_noop("Nationality of the sought person"),
}
# Names that actions use for what they changed.
_SAME_AS = {"kin": "relationship"}


def label(field: str) -> str:
    """The field's name in the language in use; a field without one is shown by its code."""
    name = _SAME_AS.get(field, field)
    if name.startswith("consent_"):
        purpose = Purpose(name.removeprefix("consent_")).label
        return gettext("Consent: %(purpose)s") % {"purpose": purpose}
    return gettext(_LABELS[name]) if name in _LABELS else name

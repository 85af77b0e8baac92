"""What texts say of an office: the values of the fields that every wording may name."""

from casework.models import Office


def office_values(office: Office, language: str) -> dict[str, str]:
    """Name, telephone, hours, addresses in one language; empty where the office has none."""
    return {
        "office.name": office.name(language),
        "office.phone": office.phone,
        "office.hours": office.open_hours(language),
        "office.reply_address": office.address(language),
        "office.data_contact": office.data_contact,
    }

"""What is due, in words: `{% load dues %}`."""

from django import template

from casework import quiet
from casework.models import DueKind, FamilyRequest
from casework.models.staff import RoleName

register = template.Library()


@register.filter
def due_kind(value: str) -> str:
    """“tell the family that its request has arrived”."""
    return str(DueKind(value).label)


@register.filter
def role_name(value: str) -> str:
    """“coordinator”."""
    return str(RoleName(value).label)


@register.simple_tag
def quiet_until(request: FamilyRequest):
    """The last quiet day of the family, if today is one; nothing otherwise."""
    return quiet.until(request, request.office.today())

"""The organisation, its offices, its people and the bodies it writes to."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework import audit
from casework.models import Body, Office, Organisation, Post, Staff
from casework.roles import Role

from . import acting, closing_days, deputies, dues
from .errors import Refused


def found(
    *, names: dict, office: dict, username: str, password: str, display_name="", is_sample=False
):
    """The first organisation, office and administrator. Refused when there is one already."""
    with transaction.atomic():
        if Organisation.objects.exists():
            raise Refused("There is an office here already.", code="founded")
        Organisation.objects.create(pk=1, names=names, is_sample=is_sample)
        first = Office.objects.create(**office)
        staff = Staff.objects.create_user(
            username,
            password=password,
            display_name=display_name or username,
            language=first.language,
        )
        Post.objects.create(
            staff=staff, office=first, role=Role.ADMINISTRATOR, since=datetime.date(2000, 1, 1)
        )
        audit.record("found", by=staff, office=first)
        transaction.on_commit(closing_days.look_ahead)
    return first, staff


def open_office(fields: dict, *, by, command=None) -> Office:
    """A new office; the holidays of its country are there once it is."""
    with acting.acting("administer", by=by, command=command, content=fields) as act:
        if act.done:
            return Office.objects.get(pk=act.result["office"])
        office = Office.objects.create(**fields)
        act.result = {"office": str(office.pk)}
        act.office = office
        act.record("open_office", target=office.code)
        transaction.on_commit(closing_days.look_ahead)
    return office


def change_office(office: Office, fields: dict, *, by) -> Office:
    with acting.acting("administer", by=by) as act:
        for name, value in fields.items():
            setattr(office, name, value)
        office.save()
        act.office = office
        act.record("change_office", target=office.code, fields=sorted(fields))
        transaction.on_commit(closing_days.look_ahead)
    return office


def change_week(office: Office, *, working_days: list[int], digest_hour: int, by) -> None:
    """On which days the office works (Monday is 0) and when the morning's mail goes out; what is
    due is counted anew."""
    with acting.acting("administer", by=by) as act:
        office.working_days, office.digest_hour = working_days, digest_hour
        office.save(update_fields=["working_days", "digest_hour"])
        act.office = office
        dues.recount_office(office, office.today())
        act.record("change_week", target=office.code, working_days=working_days)


def engage(*, by, username, password, display_name, language="en", email="", title=None) -> Staff:
    with acting.acting("administer", by=by) as act:
        staff = Staff.objects.create_user(
            username,
            email=email,
            password=password,
            display_name=display_name,
            language=language,
            title=title or {},
        )
        act.record("engage", target=staff.pk)
    return staff


def appoint(staff: Staff, *, by, office, role, since, until=None) -> Post:
    with acting.acting("administer", by=by) as act:
        post = Post.objects.create(staff=staff, office=office, role=role, since=since, until=until)
        act.office = office
        act.record("appoint", target=staff.pk, role=str(role))
    return post


def end_post(post: Post, *, by, until: datetime.date) -> Post:
    with acting.acting("administer", by=by) as act:
        post.until = until
        post.save()
        deputies.end_with(post)
        act.office = post.office
        act.record("end_post", target=post.staff_id, role=post.role)
    return post


def add_body(*, by, kind, names, country="") -> Body:
    with acting.acting("administer", by=by) as act:
        body = write_body(act, kind=kind, names=names, country=country)
    return body


def write_body(act: acting.Act, *, kind, names, country="") -> Body:
    """An institution, inside an open action of whoever may add one."""
    body = Body.objects.create(kind=kind, names=names, country=country)
    act.record("add_body", target=body.pk)
    return body


def change_organisation(names: dict, *, by) -> Organisation:
    with acting.acting("administer", by=by) as act:
        organisation = Organisation.objects.select_for_update().get(pk=1)
        organisation.names = names
        organisation.save()
        act.record("change_organisation", target="1")
    return organisation


def change_staff(staff: Staff, fields: dict, *, by, password="") -> Staff:
    """Name, language, title, whether somebody still works here; a new password where given.

    Refused when an administrator would close the door behind himself or herself.
    """
    if staff.pk == by.pk and fields.get("is_active") is False:
        raise Refused(_("You cannot end your own account: ask another administrator."), code="self")
    with acting.acting("administer", by=by) as act:
        for name, value in fields.items():
            setattr(staff, name, value)
        if password:
            staff.set_password(password)
        staff.save()
        act.record("change_staff", target=staff.pk, fields=sorted(fields), password=bool(password))
    return staff

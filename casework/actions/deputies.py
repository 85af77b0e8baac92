"""Deputies: somebody stands in for the holder of a post, from a day until a day.

A deputy holds a post of his or her own for these days, so that whatever asks who may do something,
or who was in office, asks nothing else. It ends by itself. Another person than the author still
approves: a deputy is that person, never two.
"""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Post, Staff

from . import acting
from .errors import Refused

MOST_DAYS = 180


def name_deputy(post: Post, deputy: Staff, *, by, since, until, command=None) -> Post:
    """The holder of a post names who stands in. Refused for days that are over or that the post
    does not last, for somebody who does not work in the office, and where there is one already."""
    content = [post.pk, str(deputy.pk), str(since), str(until)]
    with acting.acting(
        "name_deputy", by=by, office=post.office, command=command, content=content
    ) as act:
        if act.done:
            return Post.objects.get(pk=act.result["post"])
        held = Post.objects.select_for_update(of=("self",)).select_related("office").get(pk=post.pk)
        if held.staff_id != by.pk or held.deputy_of_id is not None:
            raise PermissionDenied("name_deputy")
        _check_days(held, since, until)
        _check_person(held, deputy, since, until)
        row = Post.objects.create(
            staff=deputy, office=held.office, role=held.role, since=since, until=until,
            deputy_of=held,
        )  # fmt: skip
        act.result = {"post": row.pk}
        days = {"since": since.isoformat(), "until": until.isoformat()}
        act.record(target=deputy.pk, role=held.role, **days)
    return row


def _check_days(post: Post, since: datetime.date, until: datetime.date) -> None:
    if since < post.office.today():
        raise Refused(_("These days begin before today."), code="past")
    if until < since:
        raise Refused(_("The last day is before the first."), code="order")
    if (until - since).days >= MOST_DAYS:
        sentence = _("A deputy is named for %(most)s days at most.")
        raise Refused(sentence % {"most": MOST_DAYS}, code="too_long")
    if post.until is not None and until > post.until:
        raise Refused(_("Your own post ends before that day."), code="post_ends")


def _check_person(post: Post, deputy: Staff, since, until) -> None:
    if deputy.pk == post.staff_id:
        raise Refused(_("You cannot be your own deputy."), code="self")
    own = [each for each in deputy.held_posts() if each.office_id == post.office_id]
    own = [each for each in own if each.deputy_of_id is None]
    if not any(each.counts_on(since) and each.counts_on(until) for each in own):
        raise Refused(_("This person does not work in your office in these days."), code="stranger")
    if any(each.role == post.role for each in own if each.counts_on(since)):
        raise Refused(_("This person holds the same post and needs no naming."), code="same_post")
    days = {"since__lte": until, "until__gte": since}
    other = Post.objects.filter(deputy_of=post, **days).select_related("staff").first()
    if other is not None:
        sentence = _("In some of these days %(name)s is your deputy already.")
        raise Refused(sentence % {"name": f"\u2068{other.staff}\u2069"}, code="twice")


def end_deputy(row: Post, *, by) -> None:
    """Today is the last day; days that have not begun fall away. By whoever named the deputy, or
    by the deputy."""
    with transaction.atomic():
        held = Post.objects.select_for_update(of=("self",)).select_related("office", "deputy_of")
        row = held.get(pk=row.pk)
        if row.deputy_of is None or by.pk not in (row.staff_id, row.deputy_of.staff_id):
            raise PermissionDenied("name_deputy")
        with acting.acting("name_deputy", by=by, office=row.office) as act:
            today, target = row.office.today(), row.staff_id
            if row.until < today:
                raise Refused(_("These days are over already."), code="over")
            _cut(row, today)
            act.record("end_deputy", target=target, role=row.role)


def end_with(post: Post) -> None:
    """No deputy goes on longer than the post; in an open transaction."""
    for row in post.deputies.filter(until__gt=post.until) if post.until else ():
        _cut(row, post.until)


def _cut(row: Post, last: datetime.date) -> None:
    if row.since > last:
        row.delete()
        return
    row.until = min(row.until, last)
    row.save(update_fields=["until"])

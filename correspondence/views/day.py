"""My day: what waits for me. The office's day: what waits in the house."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, looking, queries
from casework.access import can
from casework.actions import digests
from correspondence import occasions
from correspondence.access import cases_to_write_about
from correspondence.worklist import letters_to_sign, replies_to_file, to_chase

from .reminding import as_line

SHOWN = 40  # lines of each part; the numbers count all
AHEAD = datetime.timedelta(days=21)
CHASED = 5  # the longest overdue; the number opens them all


def my_day(request: HttpRequest) -> HttpResponse:
    """Late, today, the coming week; a line opens what is due."""
    access.require(request.user, "view_work")
    user, today = request.user, timezone.localdate()
    rows = access.dues(user)
    counts = queries.day_counts(rows, today)
    chases = to_chase(user, today) if can(user, "draft_letter") else []
    page = {
        "today": today,
        "parts": _parts(rows, today, counts),
        "numbers": _numbers(user, today, chases),
        "chases": [as_line(chase) for chase in chases[:CHASED]],
        "chase_count": len(chases),
        "empty": not any(counts.values()) and not chases,
    }
    return render(request, "correspondence/my_day.html", page)


def _parts(rows, today, counts) -> list[dict]:
    week = today + queries.WEEK
    parts = (
        ("late", _("Late"), rows.filter(on__lt=today)),
        ("today", _("Today"), rows.filter(on=today)),
        ("week", _("In the next seven days"), rows.filter(on__gt=today, on__lte=week)),
    )
    return [
        {
            "name": name,
            "label": label,
            "count": counts[name],
            "more": max(0, counts[name] - SHOWN),
            "rows": queries.with_families(found)[:SHOWN],
        }
        for name, label, found in parts
    ]


def _numbers(user, today, chases) -> list[dict]:
    """What waits beside the dues; each number opens its list."""
    numbers = []
    if can(user, "review"):
        count = looking.due(access.cases(user, "review"), today).count()
        numbers.append({"label": _("To look at again"), "count": count, "url": reverse("reviews")})
    if can(user, "approve_letter"):
        url = reverse("letter_desk") + "?show=to_sign"
        count = letters_to_sign(user).count()
        numbers.append({"label": _("To sign"), "count": count, "url": url})
    if can(user, "draft_letter"):
        url = reverse("submission_list") + "?show=to_chase"
        numbers.append({"label": _("To chase"), "count": len(chases), "url": url})
    if can(user, "record_reply"):
        count = replies_to_file(user).count()
        url = reverse("arrived_list")
        numbers.append({"label": _("Replies to file"), "count": count, "url": url})
    if can(user, "check_message") or can(user, "take_message"):
        waiting = access.messages_to_read(user) if can(user, "check_message") else None
        count = (waiting.count() if waiting is not None else 0) + (
            access.messages_to_return(user).count()
        )
        url = reverse("message_list")
        numbers.append({"label": _("Messages of families"), "count": count, "url": url})
    return numbers


@require_POST
def morning_mail(request: HttpRequest) -> HttpResponse:
    """Everybody switches the own morning's mail on or off."""
    access.require(request.user, "view_work")
    digests.choose(request.POST.get("wants") == "yes", by=request.user)
    return redirect("my_day")


def office_day(request: HttpRequest) -> HttpResponse:
    """What waits in the house, by kind and by whose it is; the longest late; closed days ahead."""
    access.require(request.user, "view_work")
    user, today = request.user, timezone.localdate()
    rows = access.office_dues(user, every=True)
    late = access.office_dues(user).filter(on__lt=today)
    page = {
        "today": today,
        "lines": queries.dues_by_kind(rows, today),
        "late": queries.with_families(late)[:SHOWN],
        "late_count": late.count(),
        "reviews": queries.overdue(access.cases(user, "view_work"), today).count(),
        "may_review": can(user, "review"),
        "occasions": occasions.ahead(cases_to_write_about(user), today),
        "closed": access.holidays(user).filter(on__gte=today, on__lte=today + AHEAD),
    }
    return render(request, "correspondence/office_day.html", page)

"""The first page of the day, by what one may do: the desk, the work list, the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import between, calling, queries, watching
from casework.access import can, cases, drafts, dues, likenesses, lines, requests
from casework.disclosure.leads import news_for
from casework.disclosure.recognising import recognitions
from casework.models.due import DueKind
from correspondence.worklist import letters_to_sign, replies_to_file, to_chase

DUES_SHOWN = 12
CHECKED_AT_ONCE = 5


def home(request: HttpRequest) -> HttpResponse:
    """Everything on it opens from a number or a name."""
    user = request.user
    today = timezone.localdate()
    open_dues = queries.dues_until(_listed(user), today + queries.AHEAD)
    page = {
        "may_log": can(user, "log_request"),
        "may_look": can(user, "view_case"),
        "may_look_up": can(user, "look_up"),
        "may_hand_in": can(user, "hand_in_news"),
        "may_read_news": can(user, "read_handed_in_news"),
        "may_administer": can(user, "administer"),
        "today": today,
        "counts": _counts(user, today),
        "drafts": _drafts(user),
        "last": queries.last_touched(cases(user), user) if can(user, "view_case") else [],
        "to_check": _to_check(user),
        "dues": open_dues[:DUES_SHOWN],
        "dues_count": open_dues.count(),
    }
    return render(request, "correspondence/home.html", page)


def _listed(user):
    """The dues of the list beside the numbers: replies to read are a number already."""
    rows = dues(user)
    return rows.exclude(kind=DueKind.READ_REPLY) if can(user, "draft_letter") else rows


def _drafts(user):
    return drafts(user).filter(staff=user)[:5] if can(user, "log_request") else []


def _to_check(user):
    if not can(user, "accept"):
        return []
    return queries.oldest_to_check(lines(user, "accept"), CHECKED_AT_ONCE)


def _counts(user, today) -> list[dict]:
    """The numbers of the work list; each opens the list that it counts."""
    counts = []
    if can(user, "accept"):
        rows = cases(user, "accept")
        counts += [
            _count(_("To check"), queries.to_check(rows), "case_list", "?status=being_checked"),
            _count(_("To complete"), queries.to_complete(rows), "case_list", "?status=to_complete"),
            _line(
                _("Ready to be written about"),
                queries.ready_count(lines(user, "accept")),
                _address("case_list", "?status=ready"),
            ),
            _count(
                _("Review is overdue"), queries.overdue(rows, today), "case_list", "?only=overdue"
            ),
        ]
    if can(user, "link_people"):
        pairs = likenesses(user).open()
        counts.append(_count(_("Possibly the same person"), pairs, "same_list"))
    if can(user, "approve_letter"):
        counts.append(_count(_("To sign"), letters_to_sign(user), "letter_desk", "?show=to_sign"))
    if can(user, "draft_letter"):
        chase = len(to_chase(user, today))
        url = _address("submission_list", "?show=to_chase")
        counts.append(_line(_("To chase"), chase, url))
    if can(user, "record_reply"):
        counts.append(_count(_("Replies to file"), replies_to_file(user), "arrived_list"))
    if can(user, "draft_letter"):
        replies = dues(user).filter(kind=DueKind.READ_REPLY)
        counts.append(_count(_("Replies to read"), replies, "submission_list", "?show=answered"))
    if can(user, "tell_family"):
        counts += _to_call(user, today)
    if can(user, "read_handed_in_news"):
        counts.append(_news(user))
        unseen = recognitions(user).filter(handled="")
        counts.append(_count(_("Perhaps known here"), unseen, "sealed_desk", "#s-known"))
    counts += _between_offices(user)
    return [count for count in counts if count["url"]]


def _to_call(user, today) -> list[dict]:
    families = requests(user, "tell_family")
    tell, news = calling.KINDS["tell"], calling.KINDS["news"]
    lists = (
        ("tell", _("Families to tell"), tell),
        ("news", _("News due to a family"), news),
    )
    return [
        _count(label, calling.to_call(families, today, kinds), "call_list", f"?what={what}")
        for what, label, kinds in lists
    ]


def _between_offices(user) -> list[dict]:
    """What another office waits for, and what is to be reviewed; nothing where nothing waits."""
    waiting = [
        _count(_("Families offered to us"), between.waiting_here(user), "between"),
        _count(_("Openings to review"), watching.to_review(user), "between"),
    ]
    return [count for count in waiting if count["count"]]


def _count(label: str, rows, name: str, query: str = "") -> dict:
    return _line(label, rows.count(), _address(name, query))


def _line(label: str, count: int, url: str) -> dict:
    return {"label": label, "count": count, "url": url}


def _news(user) -> dict:
    return _count(_("News handed in"), news_for(user), "news_list")


def _address(name: str, query: str) -> str:
    """The list behind a number; "" where this installation does not have it."""
    try:
        return reverse(name) + query
    except NoReverseMatch:
        return ""

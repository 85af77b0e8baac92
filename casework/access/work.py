"""What there is to do, and what somebody began: dues, drafts, lists, steps with many cases."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import deadlines, roles
from casework.access.holding import can, offices_for, posts
from casework.models import (
    BulkRun,
    Case,
    Due,
    Holiday,
    IntakeDraft,
    ListChoice,
    QuietTime,
    SavedList,
)


def dues(user) -> QuerySet[Due]:
    """What the user has to do: of the own roles, and what others did not do in time. What a
    caseworker of today looks after is on that person's list and no other's of the same role."""
    held = Q(pk__in=[])
    for post in posts(user):
        held |= Q(office=post.office_id) & deadlines.on_list_of(
            post.role, post.office, post.office.today(), Q(case__caseworker=user.pk)
        )
    return _running().filter(held)


def office_dues(user, *, every=False) -> QuerySet[Due]:
    """All that is to be done in the own offices; a due of the protection officers is nobody
    else's to see or to count. `every`: also what stands still."""
    rows = Due.objects.filter(done_at=None) if every else _running()
    theirs = Q(role=roles.Role.PROTECTION, office__in=offices_for(user, "keep_sealed"))
    open_side = ~Q(role=roles.Role.PROTECTION) & Q(office__in=offices_for(user, "view_work"))
    return rows.filter(open_side | theirs)


def _running() -> QuerySet[Due]:
    """Not done, the clock not stopped, and nothing that calls a family about whom all is stopped:
    someone may be in danger."""
    still = Q(stopped_until__gt=timezone.localdate())
    endangered = Case.objects.filter(safety_stop=True).values("request")
    hushed = Q(kind__in=deadlines.TO_FAMILY, request__in=endangered)
    return Due.objects.filter(done_at=None).exclude(still).exclude(hushed)


def quiet_times(user) -> QuerySet[QuietTime]:
    seen = offices_for(user, "keep_quiet")
    return QuietTime.objects.filter(request__office__in=seen, ended_at=None)


def holidays(user) -> QuerySet[Holiday]:
    """The days on which the own offices are closed."""
    rows = Holiday.objects.filter(office__in=offices_for(user, "view_work"))
    return rows.exclude(certainty="struck").select_related("office")


def drafts(user) -> QuerySet[IntakeDraft]:
    """One's own drafts; colleagues of the office may take one over."""
    return _drafts(user).filter(request=None)


def logged_drafts(user) -> QuerySet[IntakeDraft]:
    """What was typed and has been logged since: empty, but it still says as which request."""
    return _drafts(user).exclude(request=None).select_related("request")


def _drafts(user) -> QuerySet[IntakeDraft]:
    return IntakeDraft.objects.filter(office__in=offices_for(user, "log_request"))


def saved_lists(user) -> QuerySet[SavedList]:
    """The lists that colleagues of the own offices gave a name."""
    return SavedList.objects.filter(office__in=offices_for(user, "view_case"))


def columns_of(user) -> list[str]:
    """The columns of the wide list that the user chose; none before that."""
    choice = ListChoice.objects.filter(staff=user.pk).first()
    return choice.columns if choice else []


def bulk_runs(user) -> QuerySet[BulkRun]:
    """The steps with many cases that somebody pressed, while he or she still may see cases."""
    rows = BulkRun.objects.filter(by=user.pk)
    return rows if can(user, "view_case") else rows.none()

"""How a finding comes in: written by anyone, read by protection officers alone."""

from django.utils import timezone

from casework import access
from casework.disclosure.models import HandedInNews


def receive_lead(
    *, by, office, number, about, words, source="", reach="", case=None, incoming=None
):
    """Stores news sealed and gives back nothing but the thank-you number."""
    news = HandedInNews.objects.create(
        thanks_number=number,
        office=office,
        case=case,
        about=about,
        words=words,
        source=source,
        reach=reach,
        incoming=incoming,
        written_by=by,
    )
    return news.thanks_number


def news_for(user):
    """The news a protection officer may read: of the offices of the post, and no one else's."""
    return HandedInNews.objects.filter(
        office__in=access.offices_for(user, "read_handed_in_news")
    ).select_related("office", "written_by", "case")


def mark_read(news) -> None:
    """It has been opened once; it no longer counts as new."""
    HandedInNews.objects.filter(pk=news.pk, read_at=None).update(read_at=timezone.now())

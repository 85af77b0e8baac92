"""Handing in news: written by anyone who works here, read back by no one but protection."""

import secrets

from casework import audit
from casework.disclosure import leads

from . import acting, numbering


def hand_in_news(*, by, office, about, words, source="", reach="", incoming=None, command=None):
    """Stores what somebody brought and gives the thank-you number. The number and the trail are
    the same whether or not there is such a case; the case's own trail is not touched."""
    with acting.acting(
        "hand_in_news", by=by, office=office, command=command, content=[about, words]
    ) as act:
        if act.done:
            return act.result["number"]
        year = office.today().year
        serial = numbering.take(office, "news", year)
        number = f"N-{year}-{serial:04d}-{secrets.token_hex(2).upper()}"
        leads.receive_lead(
            by=by,
            office=office,
            number=number,
            about=about,
            words=words,
            source=source,
            reach=reach,
            incoming=incoming,
        )
        act.result = {"number": number}
        act.record("hand_in_news", target=number)
    return number


def open_news(news, *, by) -> None:
    """Notes the opening before anything is shown."""
    audit.record("read_news", by=by, office=news.office, target=news.thanks_number, reading=True)
    leads.mark_read(news)

"""Who sees what: the same rule as rows and as yes or no. Views get rows from here and nowhere else.

Strangers get nothing (404); those without the verb get a clear no (403).
"""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from .carrying import exports, imports, published, quarantine, undoings
from .files import cards, cases, desk_of, entries, lines, may, reachable, requests, require_may
from .holding import can, deputised_by, offices, offices_for, posts, require, roles_of
from .house import (
    bodies,
    case_workers,
    colleagues,
    coordinators,
    coordinators_of,
    deputies,
    house_bodies,
    house_notices,
    house_offices,
    house_posts,
    house_staff,
    possible_deputies,
    posts_to_stand_in_for,
)
from .papers import (
    contacts,
    documents,
    may_change_paper,
    messages,
    messages_to_read,
    messages_to_return,
    notes,
    removed_documents,
    scanning_offices,
    scans,
    uploads,
)
from .persons import corrections, former_contact_points, likenesses, people, people_of, ties_to
from .work import (
    bulk_runs,
    columns_of,
    drafts,
    dues,
    holidays,
    logged_drafts,
    office_dues,
    quiet_times,
    saved_lists,
)

__all__ = [
    "bodies",
    "bulk_runs",
    "can",
    "cards",
    "case_workers",
    "cases",
    "colleagues",
    "columns_of",
    "contacts",
    "coordinators",
    "coordinators_of",
    "corrections",
    "deputies",
    "deputised_by",
    "desk_of",
    "documents",
    "drafts",
    "dues",
    "entries",
    "exports",
    "find",
    "former_contact_points",
    "holidays",
    "house_bodies",
    "house_notices",
    "house_offices",
    "house_posts",
    "house_staff",
    "imports",
    "likenesses",
    "lines",
    "logged_drafts",
    "may",
    "may_change_paper",
    "messages",
    "messages_to_read",
    "messages_to_return",
    "notes",
    "office_dues",
    "offices",
    "offices_for",
    "people",
    "people_of",
    "possible_deputies",
    "posts",
    "posts_to_stand_in_for",
    "published",
    "quarantine",
    "quiet_times",
    "reachable",
    "removed_documents",
    "requests",
    "require",
    "require_may",
    "roles_of",
    "saved_lists",
    "scanning_offices",
    "scans",
    "ties_to",
    "undoings",
    "uploads",
]


def find(rows: QuerySet, **keys):
    """The one row, or 404: for a stranger it is the same as if it did not exist."""
    return get_object_or_404(rows, **keys)

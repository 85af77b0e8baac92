"""Work lists, calls and figures at a hundred thousand cases: time, questions and weight."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Due, FamilyRequest
from correspondence.models import Submission, SubmissionCase
from tests.benchmarks.bench_intake import (
    CASES,
    LIST_BYTES,
    MILLISECONDS_P95,
    full_house,
    timed,
    visit,
    weight,
)
from tests.correspondence.letters import make_recipient

__all__ = ["full_house"]
TO_CALL = 400  # families to whom something is due today
TIMES = 20
CHART_MILLISECONDS_P95 = 400
TOWNS = ("اهواز", "خرم‌آباد", "آبادان", "Tiranë", "Durrës", "")


def test_lists_and_figures_at_a_hundred_thousand_cases(cast, full_house):
    client = full_house
    write_about(cast)
    something_is_due(cast)
    told: dict = {"cases": CASES}
    for name, address in pages().items():
        told[name] = {
            "ms_p95": timed(lambda _n, address=address: ask(client, address), TIMES),
            **weighed(client, address),
        }

    print(f"\n{json.dumps(told, ensure_ascii=False)}")
    measured = {name: said for name, said in told.items() if name != "cases"}
    assert {n: s["bytes_gzip"] for n, s in measured.items() if s["bytes_gzip"] > LIST_BYTES} == {}
    slow = {n: s["ms_p95"] for n, s in measured.items() if s["ms_p95"] > _most(n)}
    assert slow == {}


def _most(page: str) -> int:
    """Milliseconds at most: a list is turned over all day, a chart is opened once in a while."""
    return CHART_MILLISECONDS_P95 if page.startswith("figures") else MILLISECONDS_P95


def pages() -> dict[str, str]:
    charts = ("requests", "ages", "waiting", "answered", "elderly", "died")
    figures = reverse("figures")
    found = {f"figures_{chart}": f"{figures}?chart={chart}" for chart in charts}
    found |= {f"figures_{c}_all": f"{figures}?chart={c}&office=all" for c in charts[:5]}
    picked = FamilyRequest.objects.order_by("number")[:50].values_list(
        "cases__reference", flat=True
    )
    bulk = reverse("bulk_new") + "?step=close&" + "&".join(f"pick={ref}" for ref in picked)
    return found | {
        "calls": reverse("call_list"), "board": reverse("board"), "home": reverse("home"),
        "bulk_of_50": bulk,
    }  # fmt: skip


def ask(client, address: str):
    answer = visit(client, address)
    assert answer.status_code == 200
    return answer


def weighed(client, address: str) -> dict:
    with CaptureQueriesContext(connection) as asked:
        page = ask(client, address)
    return {"queries": len(asked), "bytes_gzip": weight(page.content)}


def write_about(cast) -> None:
    """A mark for each case that was written about, in great threads with one body."""
    recipient = make_recipient(cast)
    rows = cast.ahvaz.cases.filter(state__in=("submitted", "answered")).order_by("reference")
    cases = list(rows.only("pk", "state", "accepted_on"))
    for start in range(0, len(cases), 4000):
        some = cases[start : start + 4000]
        thread = Submission.objects.create(
            office=cast.ahvaz, recipient=recipient, opened_on=some[0].accepted_on,
            created_by=cast.coordinator,
        )  # fmt: skip
        SubmissionCase.objects.bulk_create(
            SubmissionCase(
                submission=thread, case=case, sent_on=case.accepted_on,
                answered_on=case.accepted_on if case.state == "answered" else None,
            )
            for case in some
        )  # fmt: skip


def something_is_due(cast) -> None:
    families = list(FamilyRequest.objects.order_by("number")[:TO_CALL])
    today = cast.ahvaz.today()
    for number, family in enumerate(families):
        family.town = TOWNS[number % len(TOWNS)]
        family.save()
    Due.objects.bulk_create(
        Due(
            office=cast.ahvaz, request=family, kind="news_to_family", role="clerk", on=today,
            since=today,
        )
        for family in families
    )  # fmt: skip

"""Promise P2: how long a page takes tells nothing. Pages of a case that searches and of its twin
that found a person who refuses, asked for in turn; the medians may differ by five in a hundred.
"""

import gc
import json
import statistics
import time

from django.urls import reverse

from tests.casework.disclosure.sealed_world import accepted, wished

TIMES = 150
SHARE = 5.0  # in a hundred
PAGES = ("case", "case_timeline", "status_card", "look_up", "case_list")


def address(page, case):
    if page == "look_up":
        return reverse(page) + f"?q={case.reference}"
    if page == "case_list":
        return reverse(page) + f"?q={case.reference}"
    return reverse(page, args=[case.reference])


def timed(client, url) -> float:
    start = time.perf_counter()
    assert client.get(url).status_code in (200, 302)
    return time.perf_counter() - start


def test_medians_of_twins_differ_by_less_than_five_in_a_hundred(cast, enter):
    searching, refusing = accepted(cast), accepted(cast)
    wished(cast, "L0", case=refusing)
    client = enter(cast.coordinator)
    told = {}
    for page in PAGES:
        urls = [address(page, case) for case in (searching, refusing)]
        samples: list[list[float]] = [[], []]
        for _warming in range(10):
            [timed(client, url) for url in urls]
        gc.disable()
        for turn in range(TIMES):
            for which in (0, 1) if turn % 2 else (1, 0):
                samples[which].append(timed(client, urls[which]))
        gc.enable()
        one, other = (statistics.median(times) for times in samples)
        told[page] = round(100 * abs(one - other) / min(one, other), 2)

    print(f"\n{json.dumps({'twins_median_differs_percent': told})}")
    assert {page: share for page, share in told.items() if share > SHARE} == {}

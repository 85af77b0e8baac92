"""An office that has cases is brought up to date: tables are made anew under the triggers that
keep the lines of the wide list."""

import pytest
from django.core.management import call_command

from casework.models import Case, CaseLine
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_requests_get_a_new_column_and_every_case_keeps_its_line(request):
    cast = factories.make_cast()
    factories.log_family(cast, sought=("یکم نمونه", "دوم نمونه"))
    before = list(CaseLine.objects.order_by("reference").values())
    request.addfinalizer(lambda: call_command("migrate", verbosity=0))

    call_command("migrate", "casework", "0019_scans_arrive", verbosity=0)
    call_command("migrate", verbosity=0)

    assert list(CaseLine.objects.order_by("reference").values()) == before
    Case.objects.filter(pk=before[0]["case_id"]).update(safety_stop=True)
    assert CaseLine.objects.get(case=before[0]["case_id"]).stopped is True

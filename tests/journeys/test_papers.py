"""Five files by drag over a line that breaks: one piece is sent again, all are kept."""

import base64
import io
import random

import pytest
from PIL import Image
from playwright.sync_api import expect

from casework import vault
from casework.models import Case, Document
from tests import factories
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """async (box, files) => {
  const all = new DataTransfer();
  for (const [name, text] of files) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    all.items.add(new File([bytes], name, { type: "image/png" }));
  }
  box.dispatchEvent(new DragEvent("drop", { dataTransfer: all, bubbles: true, cancelable: true }));
}"""


def noise(seed: int) -> bytes:
    """A picture that no packing makes small: three pieces and a bit."""
    out = io.BytesIO()
    pixels = random.Random(seed).randbytes(520 * 520 * 3)
    Image.frombytes("RGB", (520, 520), pixels).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_files_dropped_on_a_line_that_breaks_all_arrive(office, sit_down, language):
    factories.log_family(office)
    case = Case.objects.get()
    screen = Screen(sit_down(office.clerk, language), language)
    files = {f"scan {number}.png": noise(number) for number in range(5)}
    broken = []

    def line(route):
        request = route.request
        middle = request.headers.get("upload-offset") == "262144"
        if middle and len(broken) < 2:
            broken.append(request.url)
            return route.abort("connectionreset")
        return route.continue_()

    screen.page.route("**/uploads/**", line)
    screen.go(f"/cases/{case.reference}/documents/")
    screen.choose("What it is", "birth")
    dropped = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
    screen.page.locator("[data-drop]").evaluate(DROP, dropped)
    expect(screen.page.locator("[data-chosen]")).to_contain_text("scan 4.png")
    screen.press("Check and keep the files")

    expect(screen.page.locator("table tbody tr")).to_have_count(5, timeout=60_000)
    assert len(broken) == 2
    kept = {paper.original_name: paper for paper in Document.objects.all()}
    assert kept.keys() == files.keys()
    for name, content in files.items():
        assert b"".join(vault.read(kept[name].file)) == content
    assert {paper.kind for paper in kept.values()} == {"birth"}

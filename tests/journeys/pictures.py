"""Takes the pictures of the README anew: `python -m tests.journeys.pictures`.

Tells the story in a home of its own, opens that office in Chromium, and leaves small palette
pictures in docs/pictures. Everybody in them is invented.
"""

import io
import os
import shutil
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 860
COLOURS = 48
PAGE_WIDTH = 760
TYPED = {
    "e-name": "مریم فرضیان",
    "e-latin": "Maryam Farzian",
}


def take() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "PAYVAND_HOME": home,
            "DJANGO_SETTINGS_MODULE": "deploy.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        import django

        django.setup()
        PICTURES.mkdir(parents=True, exist_ok=True)
        story = tell_the_story(Path(home) / "out")
        with served() as address:
            photograph(address, story)
        draw_the_letter(story)


def tell_the_story(out: Path):
    from django.core.management import call_command

    from deploy.management.commands.sample_office import SAMPLE
    from deploy.story.house import open_house
    from deploy.story.telling import Story

    for command in ("build_catalogue", "migrate", "collectstatic"):
        call_command(command, verbosity=0, **({"interactive": False} if command[0] in "mc" else {}))
    out.mkdir()
    story = Story(open_house(), out)
    story.tell(SAMPLE / "register-ahvaz.xlsx", SAMPLE / "documents")
    story.draft = draft_another(story)
    return story


def draft_another(story):
    """A Persian letter that is still being written, about a family that came this morning."""
    from casework.actions import cases, papers, requests
    from casework.actions.told import PaperTold
    from correspondence.actions import letters
    from deploy.management.commands.sample_office import SAMPLE
    from tests import factories

    told = factories.told(
        enquirer="نرگس نمونه", sought=("داوود نمونه", "یوسف نمونه"), on=story.office.today()
    )
    family = requests.log_request(told, office=story.office, by=story.clerk)
    path = SAMPLE / "documents" / "002-birth.jpg"
    paper = PaperTold(path=path, name=path.name, kind="birth", mime="image/jpeg", may_leave=True)
    papers.attach(family, paper, by=story.clerk)
    rows = [
        cases.check_and_accept(case, by=story.coordinator)
        for case in family.cases.order_by("reference")
    ]
    return letters.draft(
        rows, story.house.delegation, "tracing_request", "fa",
        by=story.coordinator, office=story.office, signatory=story.signatory,
    )  # fmt: skip


class served:
    """The office on a free port of this machine while the block lasts."""

    def __enter__(self) -> str:
        from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
        from django.core.wsgi import get_wsgi_application

        class Silent(WSGIRequestHandler):
            def log_message(self, *_said):
                return None

        self.server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
        self.server.set_app(get_wsgi_application())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_trouble) -> None:
        self.server.shutdown()


def photograph(address: str, story) -> None:
    from playwright.sync_api import sync_playwright

    from casework.models import Case

    case = Case.objects.filter(office=story.office, state="submitted").earliest("reference")
    shots = [
        ("home-coordinator-en", "en", "coordinator", "/"),
        ("intake-fa", "fa", "clerk", "/new/"),
        ("case-en", "en", "coordinator", f"/cases/{case.reference}/"),
        ("letter-fa", "fa", "coordinator", f"/letters/{story.draft.pk}/"),
        ("look-up-fa", "fa", "clerk", f"/look-up/{case.reference}/"),
    ]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, language, user, path in shots:
            keep(name, shot(browser, address, language, user, path))
        browser.close()


def shot(browser, address: str, language: str, user: str, path: str) -> bytes:
    from deploy.sample import PASSWORD

    screen = {"width": WIDTH, "height": HEIGHT}
    context = browser.new_context(base_url=address, viewport=screen, color_scheme="light")
    page = context.new_page()
    page.goto("/door/login/")
    page.locator(f"button[name=language][value={language}]").first.click()
    page.fill("#id_login", user)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("nav")
    page.goto(path)
    for box, words in (TYPED if path == "/new/" else {}).items():
        page.fill(f"[name={box}]", words)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    taken = page.screenshot()
    context.close()
    return taken


def draw_the_letter(story) -> None:
    """The first page as it was numbered, and the list of persons that follows the signature."""
    from casework import vault
    from correspondence.models import Letter
    from correspondence.pdf.drawing import drawn_page

    letter = Letter.objects.filter(language="fa", kind="tracing_request").exclude(number="").get()
    pages = b"".join(vault.read(letter.pdf))
    keep("letter-page-fa", drawn_page(pages, 1, PAGE_WIDTH))
    keep("letter-schedule-fa", drawn_page(pages, letter.print_pages + 1, PAGE_WIDTH))


def keep(name: str, taken: bytes) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    path = PICTURES / f"{name}.png"
    small.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    take()

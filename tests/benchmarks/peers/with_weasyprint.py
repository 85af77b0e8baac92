"""The same letters with WeasyPrint: arguments are the letters (JSON), fonts, and where to write."""

import html
import json
import statistics
import sys
import time
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

FAMILIES = {"en": "NotoSerif", "sq": "NotoSerif", "fa": "Vazirmatn", "ar": "Amiri"}
STYLE = """
@page { size: A4; margin: 20mm 24mm 29mm;
        @bottom-left { content: counter(page) " / " counter(pages) } }
body { font-size: 10.5pt; line-height: 1.5; text-align: justify }
h1, .subject { font-size: 1.3em; margin: 0 }
.subject { font-size: 1em; font-weight: bold }
.top { display: flex; justify-content: space-between; border-bottom: .6pt solid }
table { break-before: page; border-collapse: collapse; width: 100%; font-size: .82em }
td, th { border: .4pt solid #888; padding: 2pt 4pt }
thead { display: table-header-group }
.sign { margin-top: 50pt; text-align: center }
small { display: block }
"""


def page(letter: dict) -> str:
    def e(text: str) -> str:
        return html.escape(text).replace("\n", "<br>")

    parts = [f"<div class=top><div><h1>{e(letter['office'])}</h1>"]
    parts += [f"<small>{e(line)}</small>" for line in letter["lines"]]
    parts += ["</div><div>", *(f"<div>{e(line)}</div>" for line in letter["head"]), "</div></div>"]
    parts += [f"<div>{e(letter['to'])}</div><div>{e(letter['sender'])}</div>"]
    parts.append(f"<p class=subject>{e(letter['subject'])}</p>")
    for block in letter["body"]:
        if "items" in block:
            items = "".join(f"<li>{e(item)}</li>" for item in block["items"])
            parts.append(f"<ol>{items}</ol>")
        else:
            parts.append(f"<p>{e(block['text'])}</p>")
    parts.append(f"<p>{e(letter['closing'])}</p>")
    parts.append(f"<div class=sign>{'<br>'.join(map(e, letter['signatory']))}</div>")
    for note in letter["notes"]:
        parts.append(f"<small><b>{e(note['title'])}</b> {e(' '.join(note['lines']))}</small>")
    return "".join(parts + table(letter["schedule"], e))


def table(schedule: dict | None, e) -> list[str]:
    if not schedule:
        return []
    heads = "".join(f"<th>{e(head)}</th>" for head in schedule["columns"])
    rows = []
    for label, group in schedule["groups"]:
        rows.append(f"<tr><th colspan={len(schedule['columns'])}>{e(label)}</th></tr>")
        for row in group:
            rows.append(f"<tr>{''.join(f'<td>{e(cell)}</td>' for cell in row)}</tr>")
    return [f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"]


def main(work: Path, fonts: Path, out: Path) -> None:
    letters = json.loads(work.read_text(encoding="utf-8"))
    family = FAMILIES[letters[0]["language"]]
    faces = "".join(
        f"@font-face {{ font-family: Letter; font-weight: {weight};"
        f" src: url(file://{fonts}/{family}-{name}.ttf) }}"
        for name, weight in (("Regular", 400), ("Bold", 700))
    )
    config = FontConfiguration()
    style = weasyprint.CSS(
        string=faces + STYLE + "body { font-family: Letter }", font_config=config
    )
    times = []
    for letter in letters:
        start = time.process_time()
        way = "rtl" if letter["rtl"] else "ltr"
        text = f"<html lang={letter['language']} dir={way}><title>{letter['title']}</title>"
        document = weasyprint.HTML(string=text + page(letter))
        pdf = document.write_pdf(stylesheets=[style], font_config=config, pdf_tags=True)
        times.append(time.process_time() - start)
    out.write_bytes(pdf)
    print(statistics.median(times[2:]) * 1000)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""The same letters with Typst: arguments are the letters (JSON), fonts, and where to write."""

import json
import statistics
import sys
import time
from pathlib import Path

import typst

SOURCE = """
#let d = json(bytes(sys.inputs.letter))
#let way = if d.rtl { rtl } else { ltr }
#set document(title: d.title)
#set text(font: sys.inputs.family, size: 10.5pt, lang: d.language, dir: way)
#set page("a4", margin: (x: 24mm, top: 20mm, bottom: 29mm), numbering: "1 / 1")
#set par(justify: true)
#grid(columns: (1fr, auto),
  [#text(size: 1.3em, weight: "bold", d.office) \\
   #d.lines.map(l => text(size: .8em, l)).join([\\ ])],
  d.head.join([\\ ]))
#line(length: 100%, stroke: .6pt)
#d.to \\ #d.sender

= #d.subject

#for b in d.body { if "items" in b { enum(..b.items) } else { par(b.text) } }
#par(d.closing)
#v(50pt)
#align(center, d.signatory.join([\\ ]))
#for n in d.notes { par(text(size: .8em)[*#n.title* #n.lines.join(" ")]) }
#if d.schedule != none {
  pagebreak()
  let cells = ()
  for (label, group) in d.schedule.groups {
    cells.push(table.cell(colspan: d.schedule.columns.len(), strong(label)))
    for row in group { cells += row }
  }
  set text(size: .82em)
  table(columns: d.schedule.columns.len(), stroke: .4pt,
    table.header(..d.schedule.columns), ..cells)
}
"""
FAMILIES = {"en": "Noto Serif", "sq": "Noto Serif", "fa": "Vazirmatn", "ar": "Amiri"}


def main(work: Path, fonts: Path, out: Path) -> None:
    letters = json.loads(work.read_text(encoding="utf-8"))
    source = out.with_suffix(".typ")
    source.write_text(SOURCE, encoding="utf-8")
    compiler = typst.Compiler(str(source), font_paths=[str(fonts)], ignore_system_fonts=True)
    times = []
    for letter in letters:
        start = time.process_time()
        inputs = {"letter": json.dumps(letter), "family": FAMILIES[letter["language"]]}
        pdf = compiler.compile(sys_inputs=inputs, format="pdf")
        times.append(time.process_time() - start)
    out.write_bytes(pdf)
    print(statistics.median(times[2:]) * 1000)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

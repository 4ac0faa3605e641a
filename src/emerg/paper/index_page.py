"""The index of a set of sheets: one page of HTML that opens from a stick, without a network."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from emerg.paper.incident_front import INTAKES_NOT_VERIFIED, closing, first_clock, spot_words
from emerg.paper.words import DRILL, KINDS, km, river_of, short_before, worded
from emerg.response.answer import Answer
from emerg.response.first_report import amount_text, start_words
from emerg.response.hits import Hit
from emerg.texts import Lang, Prose, Text, render
from emerg.units import beijing

MOST_HITS = 10
_STYLE = """
body { font: 16px/1.5 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #14181f;
  background: #fff; max-width: 60em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: .4em 0 0; } h2 { font-size: 1.1em; margin: 1.4em 0 .3em; }
.drill { background: #f28c1e; border: 2px solid #14181f; text-align: center; font-weight: bold;
  padding: .3em; }
.warning { background: #f1f3f5; border-left: 5px solid #14181f; padding: .5em .8em;
  font-weight: bold; }
.quiet { color: #4a535f; font-size: .85em; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; border-bottom: 2px solid #14181f; font-size: .85em; color: #4a535f; }
th, td { padding: .3em .6em .3em 0; vertical-align: top; }
td { border-bottom: 1px solid #b7bec8; }
.number { text-align: right; white-space: nowrap; }
.clock { white-space: nowrap; font-weight: bold; }
code { font-size: .7em; color: #4a535f; word-break: break-all; display: block; }
a { color: #0b5394; font-weight: bold; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr { break-inside: avoid; }
  .drill { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the set: its name, what it is for, its size [bytes] and SHA-256."""

    name: str
    about: Prose
    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path, about: Prose) -> "Listed":
        """The file at `path`."""
        content = path.read_bytes()
        return cls(path.name, about, len(content), hashlib.sha256(content).hexdigest())


def index_page(answer: Answer, files: Sequence[Listed], lang: Lang) -> bytes:
    """The page as UTF-8: what happened, who is hit first, and every file with what it is for."""
    return "\n".join(_Page(answer, lang).lines(files)).encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Page:
    answer: Answer
    lang: Lang

    def say(self, text: Prose) -> str:
        return escape(render(text, self.lang))

    def lines(self, files: Sequence[Listed]) -> Iterator[str]:
        incident = self.answer.incident
        title = self.say(incident.scenario.title or incident.river_name)
        yield "<!DOCTYPE html>"
        yield f'<html lang="{"zh-CN" if self.lang == "zh" else "en"}">'
        yield '<head><meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>"
        yield f"<style>{_STYLE}</style></head>"
        yield "<body>"
        if self.answer.exercise:
            yield f'<p class="drill">{self.say(DRILL)}</p>'
        yield f"<h1>{title}</h1>"
        made = beijing(incident.now, year=True)
        yield f'<p class="quiet">{self.say(Text("made {time} Beijing time", time=made))}</p>'
        yield from self._facts()
        yield from self._hits()
        yield from self._files(files)
        yield from self._foot()
        yield "</body></html>"

    def _facts(self) -> Iterator[str]:
        incident, due = self.answer.incident, self.answer.deadline
        where = spot_words(incident, incident.county_name if incident.county else "")
        what = Text(
            "{substance}, {amount}", substance=incident.substance.name, amount=amount_text(incident)
        )
        hours = Text("within {hours} h", hours=f"{due.hours:g}")
        report = hours if due.due is None else short_before(due.due, incident.now, far=True)
        facts: tuple[tuple[Prose, Prose], ...] = (
            (Text("Where"), where),
            (Text("What"), what),
            (Text("When"), start_words(incident.scenario)),
            (Text("Level of the incident"), self.answer.level.words),
            (Text("First report"), report),
        )
        yield "<table>"
        for label, value in facts:
            yield f"<tr><th>{self.say(label)}</th><td>{self.say(value)}</td></tr>"
        yield "</table>"
        yield f'<p class="warning">{self.say(INTAKES_NOT_VERIFIED)}</p>'

    def _hits(self) -> Iterator[str]:
        clocked = [hit for hit in self.answer.hits if hit.has_clocks]
        shown = clocked[:MOST_HITS]
        yield f"<h2>{self.say(Text('Soonest places'))}</h2>"
        if not shown:
            none = Text("no listed place lies on the way: that does not mean there is none")
            yield f"<p>{self.say(none)}</p>"
            return
        heads = (Text("No."), Text("Place"), Text("Front from"), Text("Close by"))
        yield "<table>"
        yield "<tr>" + "".join(f"<th>{self.say(head)}</th>" for head in heads) + "</tr>"
        for hit in shown:
            yield self._hit(hit)
        yield "</table>"
        if len(self.answer.hits) > len(shown):
            more = Text("{n} places more stand in the brief", n=len(self.answer.hits) - len(shown))
            yield f'<p class="quiet">{self.say(more)}</p>'

    def _hit(self, hit: Hit) -> str:
        place = Text(
            "{kind}, {river} km {km}",
            kind=worded(KINDS, hit.kind),
            river=river_of(self.answer, hit.river),
            km=km(hit.km),
        )
        return (
            f'<tr><td class="number">{hit.number}</td>'
            f'<td>{self.say(hit.title)}<br><span class="quiet">{self.say(place)}</span></td>'
            f"<td>{self.say(first_clock(self.answer, hit))}</td>"
            f'<td class="clock">{self.say(closing(self.answer, hit))}</td></tr>'
        )

    def _files(self, files: Sequence[Listed]) -> Iterator[str]:
        yield f"<h2>{self.say(Text('Sheets'))}</h2>"
        heads = (Text("File"), Text("What for"), Text("Size"))
        yield "<table>"
        yield "<tr>" + "".join(f"<th>{self.say(head)}</th>" for head in heads) + "</tr>"
        for one in files:
            name = escape(one.name, quote=True)
            yield (
                f'<tr><td><a href="{name}" data-sha256="{one.sha256}">{name}</a></td>'
                f"<td>{self.say(one.about)}<code>SHA-256 {one.sha256}</code></td>"
                f'<td class="number">{max(one.size // 1000, 1):,} kB</td></tr>'
            )
        yield "</table>"

    def _foot(self) -> Iterator[str]:
        closing_words = Text(
            "Closing is advice: the competent authority orders it. Reopen not before is the "
            "earliest to consider; monitoring below the limit and the authority decide."
        )
        yield f'<p class="quiet">{self.say(closing_words)}</p>'
        status = Text(
            "Data: {status}; emerg {version}",
            status=self.answer.data_status,
            version=self.answer.version,
        )
        yield f'<p class="quiet">{self.say(status)}</p>'

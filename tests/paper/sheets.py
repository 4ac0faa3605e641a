"""Sheets, maps and pages to draw in tests; what they say is made up."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from emerg.paper import page
from emerg.paper.content import (
    Column,
    Fact,
    Front,
    Heading,
    Key,
    Note,
    Part,
    Prose,
    Sheet,
    Table,
    Thing,
)
from emerg.paper.map_content import (
    FRONT_CLASSES,
    LegendEntry,
    MapContent,
    Mark,
    Plume,
    RiverLine,
)
from emerg.paper.page import Pen
from emerg.paper.typeset import font_name
from emerg.response.answer import Trace

LONG_NAME = (
    "西藏自治区拉萨市堆龙德庆区东嘎街道桑木村第一二三四五六七八村民小组联合集中式供水工程取水口"
)


def line_east(count: int = 200) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A line from 90.6° to 91.8° E that bends a little about 29.6° N."""
    lon = np.linspace(90.6, 91.8, count)
    return np.column_stack([lon, 29.6 + 0.05 * np.sin((lon - 90.6) * 9)])


def plume(hours: float = 30.0) -> Plume:
    lonlat = line_east()
    front_h = np.linspace(0.0, hours, len(lonlat))
    trace = Trace(tuple(lonlat[:, 0]), tuple(lonlat[:, 1]), tuple(front_h), (False,) * len(lonlat))
    limits = (2.0, 6.0, 12.0, 24.0, 72.0)
    return Plume(trace, tuple((limit, f"{limit:g} h 钟点") for limit in limits))


def map_of(
    *marks: Mark,
    legend: bool = True,
    way: Plume | None = None,
    incident: tuple[float, float] | None = None,
) -> MapContent:
    rivers = (RiverLine(line_east(), "拉萨河", 300.0, main=True),)
    classes = tuple(LegendEntry("class", kind.key, f"{kind.key} h") for kind in FRONT_CLASSES)
    return MapContent(
        title="前锋最早到达时间",
        bounds=(90.6, 29.4, 91.8, 29.9),
        rivers=rivers,
        marks=marks,
        km_marks=((91.0, 29.58, "400 km"),),
        plume=way,
        incident=incident,
        legend=classes if legend else (),
        notes=("里程自源头起算。",) if legend else (),
    )


def things(count: int, text: str, why: str, by: str = "") -> tuple[Thing, ...]:
    return tuple(Thing(n, f"{text}{n}", why, by) for n in range(1, count + 1))


def front(text: str = "致电曲水县核对取水口", why: str = "前锋最早 06:55 到达") -> Front:
    return Front(
        facts=(Fact("何处", "拉萨河 412.5 km"), Fact("何物", "苯，8–20 t")),
        keys=(Key("06:40 前", "建议关闭：某水厂"),),
        things_head="下一步",
        things=things(5, text, why, "06:40 前"),
        soonest_head="最先到达的取水口",
        soonest=things(2, "某水厂", why, "06:40 前"),
        known_head="已知",
        known=("位置", "物质"),
        unknown_head="不明",
        unknown=("数量",),
        warning="本河段取水口清单未核实",
        map=map_of(way=plume(), incident=(90.6, 29.6)),
    )


def hits(count: int, name: Prose = "曲水县城水源地") -> Table:
    columns = (
        Column("序号", 1, "right"),
        Column("地点", 3),
        Column("距离 km", 2, "right"),
        Column("建议关闭", 6),
    )
    rows = tuple((f"{n}", name, f"{n * 3.7:.1f}", f"关闭{n}前") for n in range(1, count + 1))
    return Table(columns, rows, "沿途没有已列的影响点", "影响清单")


def sheet(*parts: Part, drill: str = "") -> Sheet:
    plain = Sheet(
        title="应急处置简报",
        subject="拉萨河苯罐车侧翻",
        made="制作时间 2026-11-25 03:57",
        status="公开资料草案，未经核实",
        version="0.1.0",
        parts=parts or (Heading("一策"), Note("先断源。"), hits(60)),
    )
    return replace(plain, drill=drill)


def page_texts(data: bytes) -> list[str]:
    """What a reader can search on each page."""
    document = pypdfium2.PdfDocument(data)
    return [document[n].get_textpage().get_text_range() for n in range(len(document))]


def drawn(draw: Callable[[Pen], None]) -> bytes:
    """A page as `draw` leaves it, not compressed."""
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(page.WIDE, page.HIGH),
        initialFontName=font_name(bold=False),  # type: ignore[arg-type]
        invariant=1,
        pageCompression=0,
    )
    draw(Pen(canvas))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def grey(data: bytes, scale: float = 1.0) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The first page as grey pixels, `scale` to a point, top row first."""
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=scale, grayscale=True)
    return np.asarray(bitmap.to_numpy()).squeeze()

"""Stories that a record might tell, and documents read back as people see them."""

from datetime import timedelta
from io import BytesIO

from docx import Document

from emerg.paper.report_story import FIRST, Calls, Story, Told, Written
from tests.paper import made

REPORTED = made.NOW + timedelta(hours=1)


def told(minutes, text, by="值班室 扎西"):
    return Told(made.NOW + timedelta(minutes=minutes), text, by)


def story(said=None, *, number=1, form=FIRST, **keys):
    """The first report an hour after `made.NOW`, and what was done before and after it."""
    last = None if said is None else Written(form, 1, REPORTED, said)
    return Story(
        id="20260715-0327-abc123",
        number=number,
        written=() if last is None or form != FIRST else (last,),
        last=last,
        done=(told(10, "封锁 G318 现场"), told(90, "通知献多水厂停止取水")),
        samples=(told(100, "达孜大桥 0.62 mg/L"),),
        facts=(told(5, "罐体破裂，仍在泄漏"),),
        calls=Calls(("曲水县",), ("贡嘎县",), ("山南市",), 30),
        calls_then=Calls((), (), (), 33),
        **keys,
    )


def document(content):
    return Document(BytesIO(content))


def forms(doc):
    """Labels and what stands beside them, of every table of two columns."""
    return {
        row.cells[0].text: row.cells[1].text
        for table in doc.tables
        for row in table.rows
        if len(row.cells) == 2
    }


def grid(doc, head):
    """The rows of the table whose first head is `head`, without the heads."""
    (table,) = [t for t in doc.tables if len(t.columns) > 2 and t.rows[0].cells[0].text == head]
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def words(doc):
    """All that is printed."""
    cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in doc.paragraphs), *cells])


def check_whole(doc, *, exercise):
    """No empty table, no empty cell, the drill mark and the state of the data on every page."""
    assert doc.tables
    for table in doc.tables:
        assert table.rows
        for row in table.rows:
            assert all(cell.text.strip() for cell in row.cells)
    section = doc.sections[0]
    head = "".join(p.text for p in section.header.paragraphs)
    assert ("演 练" in head) is exercise
    assert section.footer.paragraphs[0].text.strip()

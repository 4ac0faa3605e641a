"""A chapter as Qt lays it out, in the colours of the theme: Markdown knows none."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from emerg.fonts import FAMILY
from emerg.ui.theme import CAPTION, HEADING, KEY, Theme

CELL_PX, MARGIN_PX, LINE_PERCENT = 5, 16, 140
# Not 100: columns are rounded, and a table a pixel too wide has its page scroll sideways.
FULL_WIDTH = QTextLength(QTextLength.Type.PercentageLength, 99.5)


def draw(document: QTextDocument, markdown: str, theme: Theme, text_px: int) -> None:
    """Put `markdown` into `document`, body text `text_px` high."""
    features = QTextDocument.MarkdownFeature
    document.setMarkdown(markdown, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
    document.setDocumentMargin(MARGIN_PX)
    # One change: a document on show is laid out anew after each, which takes seconds for hundreds.
    change = QTextCursor(document)
    change.beginEditBlock()
    _draw_words(document, theme, text_px)
    for block in _blocks(document):
        _space(block, theme, text_px)
    for table in _tables(document):
        _draw_table(table, theme, text_px)
    change.endEditBlock()


def heading_at(document: QTextDocument, heading: str) -> QTextBlock | None:
    """Where the section of that heading begins."""
    return next(
        (
            block
            for block in _blocks(document)
            if block.blockFormat().headingLevel() and block.text() == heading
        ),
        None,
    )


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _draw_words(document: QTextDocument, theme: Theme, text_px: int) -> None:
    for block in _blocks(document):
        size = text_px + {0: 0, 1: KEY}.get(block.blockFormat().headingLevel(), HEADING)
        for start, end, form in list(_pieces(block)):
            # What Markdown says of the size of a heading would win over ours.
            form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            form.setProperty(QTextFormat.Property.FontPixelSize, size)
            form.setForeground(QBrush(QColor(theme.accent if form.isAnchor() else theme.text)))
            form.setFontUnderline(form.isAnchor())
            if form.fontFixedPitch() and not _is_code(block):
                form.setBackground(QBrush(QColor(theme.background)))
            form.setFontFamilies([FAMILY])
            words = QTextCursor(document)
            words.setPosition(start)
            words.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            words.setCharFormat(form)


def _pieces(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Each run of letters of one format: from, to, format."""
    run = block.begin()
    while not run.atEnd():
        piece = run.fragment()
        yield piece.position(), piece.position() + piece.length(), piece.charFormat()
        run += 1


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().nonBreakableLines()


def _space(block: QTextBlock, theme: Theme, text_px: int) -> None:
    """Headings stand out by size and room; what is read has air between its lines."""
    level, code = block.blockFormat().headingLevel(), _is_code(block)
    room = QTextBlockFormat()
    percent = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    room.setLineHeight(100 if level or code else LINE_PERCENT, percent)
    room.setTopMargin(text_px if level > 1 else 0)
    room.setBottomMargin(text_px / 2)
    if block.textList() is not None:
        room.setBottomMargin(text_px / 4)
    if code:
        room.setBackground(QBrush(QColor(theme.background)))
        room.setBottomMargin(0 if _is_code(block.next()) else text_px)
    QTextCursor(block).mergeBlockFormat(room)


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def _draw_table(table: QTextTable, theme: Theme, text_px: int) -> None:
    form = table.format()
    form.setCellPadding(CELL_PX)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(QColor(theme.line)))
    form.setWidth(FULL_WIDTH)
    form.setBottomMargin(text_px)
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            room = QTextBlockFormat()
            room.setBottomMargin(0)
            cursor.mergeBlockFormat(room)
            if row == 0:
                head = QTextCharFormat()
                head.setForeground(QBrush(QColor(theme.quiet)))
                head.setProperty(QTextFormat.Property.FontPixelSize, text_px + CAPTION)
                cursor.mergeCharFormat(head)

"""Sheets of paper: what they say (`content`, `incident`, `standing`, maps) and how they are drawn.

    words, content             sentences, tables and fields: what any sheet is made of
    incident*, standing*       the two briefs as content
    map_content, *_map         what lies on a map
    typeset, flow, pdf         letters, blocks and pages
    projection, labels,        from lon/lat to the sheet, and what gets a label
    symbols, drawing, front    drawn maps and the commander's page
    brief                      the door: finished PDF bytes

Only this package knows reportlab and, for its maps, pyproj.
"""

"""Sheets of paper: what they say (`content`, `incident`, `standing`, maps) and how they are drawn.

    words, content             sentences, tables and fields: what any sheet is made of
    incident*, standing*       the two briefs as content
    commander, held            the two pages of the commander, and where it can be held
    situation*                 the map for the wall: stretches, content, key, paper
    atlas*, pinyin_order       the standing sheets as one book, its contents and index
    data_hash                  what tells sheets of different answers apart
    record*, handover_sheet    the record of an incident, and the sheet of a shift, as content
    map_content, *_map,        what lies on a map
    map_lines
    typeset, page              letters; the page, its styles and the pen
    rows, blocks, front        tables, other parts, the commander's page: as blocks
    fitted                     lists that share one page and never run over it
    page_proof                 the hash at the foot of a page that proves its rows
    flow, pdf                  blocks dealt out to pages, pages to a file
    projection, labels,        from lon/lat to the sheet, what may stand where, and shapes
    symbols
    drawing, map_*             drawn maps: base, plume, labels, names, furniture
    brief                      the door: finished PDF bytes

Only this package knows reportlab; its maps are drawn in the projections of pyproj.
"""

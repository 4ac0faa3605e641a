"""The Chinese catalogue: ``extract | update | compile | check | merge FILE…``.

    extract   print every sentence of the code as ``msgid => 中文``; --missing: those without 中文
    update    write emerg.po anew from the code, keep what is translated, compile emerg.mo
    compile   emerg.po, put in order, into emerg.mo
    check     exit 1 where the code, emerg.po and emerg.mo do not agree
    merge     take translations from files of ``msgid => 中文`` lines, then update

A sentence is the first argument of a `Text(...)` call under src/emerg. emerg.po is sorted and
carries no dates and no line numbers, so that a change of the code that changes no sentence changes
no line of it.
"""

import argparse
import ast
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "emerg"
PO = SOURCE / "texts" / "locale" / "zh_CN" / "LC_MESSAGES" / "emerg.po"
ARROW = " => "

Translations = dict[str, str]


class PlainCatalog(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    def __init__(self) -> None:
        super().__init__(locale="zh_CN", header_comment="", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "emerg"),
            ("Language", "zh_CN"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


@dataclass(frozen=True, slots=True)
class Call:
    """One `Text(...)` call: where, the sentences it may carry, the fields it passes.

    `fields` is None where they cannot be read from the call.
    """

    where: str
    msgids: tuple[str, ...]
    fields: frozenset[str] | None


def calls(source: Path, faults: list[str]) -> Iterator[Call]:
    """Every `Text` call under `source`; what is no literal is added to `faults`."""
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node.func) == "Text":
                where = f"{path.relative_to(source.parent).as_posix()}:{node.lineno}"
                yield from _call(node, where, faults)


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id
    return func.attr if isinstance(func, ast.Attribute) else ""


def _call(node: ast.Call, where: str, faults: list[str]) -> Iterator[Call]:
    first = node.args[0] if node.args else None
    if isinstance(first, ast.Attribute) and first.attr == "msgid":
        return  # the sentence of another Text, found where that one is written
    msgids = tuple(_literals(first))
    if not all(msgids) or not msgids:
        faults.append(f"{where}: the first argument of Text is no literal sentence")
        return
    names = [keyword.arg for keyword in node.keywords]
    # Without fields it is a pattern, to be filled in by `Text(pattern.msgid, …)`.
    known = frozenset(name for name in names if name) if names and None not in names else None
    yield Call(where, msgids, known)


def _literals(node: ast.expr | None) -> Iterator[str]:
    """The strings `node` may be; an empty one where it may be something else."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        yield ""


def fields(sentence: str) -> frozenset[str]:
    """The names in braces in `sentence`; ValueError where the braces do not match."""
    names = (name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    return frozenset(name.split(".")[0].split("[")[0] for name in names)


def read_code(source: Path) -> tuple[list[str], list[str]]:
    """The sentences of the code, sorted, and what is wrong with how it says them."""
    faults: list[str] = []
    found = list(calls(source, faults))
    for call in found:
        faults += _misfits(call)
    return sorted({msgid for call in found for msgid in call.msgids}), faults


def _misfits(call: Call) -> Iterator[str]:
    for msgid in call.msgids:
        try:
            lacking = sorted(
                fields(msgid) - (fields(msgid) if call.fields is None else call.fields)
            )
        except ValueError as error:
            yield f"{call.where}: braces in {escaped(msgid)!r} do not match ({error})"
            continue
        if lacking:
            yield f"{call.where}: {escaped(msgid)!r} is not given {', '.join(lacking)}"


def read_translations(po: Path) -> Translations:
    """What emerg.po says; empty where there is none yet."""
    return {str(m.id): str(m.string) for m in _read(po) if m.id}


def _read(po: Path) -> Catalog:
    if not po.exists():
        return PlainCatalog()
    with po.open("rb") as file:
        return read_po(file, locale="zh_CN", abort_invalid=True)


def _catalog(translations: Mapping[str, str]) -> Catalog:
    catalog = PlainCatalog()
    for msgid in sorted(translations):
        # Babel takes "1 % of" for a printf field and would flag it.
        catalog.add(msgid, translations[msgid]).flags.clear()
    return catalog


def po_bytes(translations: Mapping[str, str]) -> bytes:
    """emerg.po as it must stand."""
    out = io.BytesIO()
    write_po(out, _catalog(translations), width=0, no_location=True, sort_output=True)
    return out.getvalue().strip(b"\n") + b"\n"


def mo_bytes(translations: Mapping[str, str]) -> bytes:
    """emerg.mo as it must stand."""
    out = io.BytesIO()
    write_mo(out, _catalog(translations))
    return out.getvalue()


def write(po: Path, translations: Mapping[str, str]) -> int:
    """emerg.po and emerg.mo beside it."""
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_bytes(po_bytes(translations))
    po.with_suffix(".mo").write_bytes(mo_bytes(translations))
    return 0


def extract(source: Path, po: Path, *, missing: bool) -> int:
    """Print the sentences of the code with their translations."""
    said, faults = read_code(source)
    translations = read_translations(po)
    for msgid in said:
        if not (missing and translations.get(msgid)):
            print(f"{escaped(msgid)}{ARROW}{escaped(translations.get(msgid, ''))}".rstrip())
    return _told(faults)


def update(source: Path, po: Path) -> int:
    """Write the catalogue for the code as it is; sentences no longer said are printed."""
    said, faults = read_code(source)
    old = read_translations(po)
    write(po, {msgid: old.get(msgid, "") for msgid in said})
    for msgid in sorted(old.keys() - set(said)):
        print(f"no longer said: {escaped(msgid)}{ARROW}{escaped(old[msgid])}", file=sys.stderr)
    untranslated = sum(not old.get(msgid) for msgid in said)
    print(f"{len(said)} sentences, {untranslated} without Chinese", file=sys.stderr)
    return _told(faults)


def problems(source: Path, po: Path) -> list[str]:
    """What keeps the catalogue from being whole, a line each."""
    said, faults = read_code(source)
    if not po.exists():
        return [*faults, f"{po.name} is missing: run the update"]
    catalog = _read(po)
    translations = read_translations(po)
    faults += [f"{po.name}: not there: {escaped(m)}" for m in said if m not in translations]
    stale = (translations.keys() - set(said)) | {str(m) for m in catalog.obsolete}
    faults += [f"{po.name}: no longer said: {escaped(m)}" for m in sorted(stale)]
    faults += [f"{po.name}: fuzzy: {escaped(str(m.id))}" for m in catalog if m.id and m.fuzzy]
    for msgid, sentence in translations.items():
        faults += _translation_faults(po.name, msgid, sentence)
    if po.read_bytes().replace(b"\r\n", b"\n") != po_bytes(translations):
        faults.append(f"{po.name}: not as `update` writes it")
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != mo_bytes(translations):
        faults.append(f"{mo.name}: not compiled from {po.name} as it is")
    return faults


def _translation_faults(name: str, msgid: str, sentence: str) -> Iterator[str]:
    if not sentence:
        yield f"{name}: no Chinese for: {escaped(msgid)}"
        return
    try:
        same = fields(msgid) == fields(sentence)
    except ValueError:
        same = False
    if not same:
        yield f"{name}: other fields in braces: {escaped(msgid)}{ARROW}{escaped(sentence)}"


def merge(source: Path, po: Path, files: Sequence[Path]) -> int:
    """Take translations from `files`, then update; lines that cannot be used are told."""
    said = set(read_code(source)[0])
    translations = read_translations(po)
    faults: list[str] = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            if line.strip() and (ARROW in line or not line.startswith("#")):
                _take(line, f"{path.name}:{number}", said, translations, faults)
    write(po, translations)
    return max(update(source, po), _told(faults))


def _take(
    line: str, where: str, said: set[str], translations: Translations, faults: list[str]
) -> None:
    left, arrow, right = line.partition(ARROW)
    msgid, sentence = plain(left), plain(right.strip())
    if msgid not in said:
        msgid = plain(left.strip().removeprefix("- ").strip("`"))
        sentence = plain(right.strip().strip("`"))
    if not arrow or not sentence:
        faults.append(f"{where}: no `msgid{ARROW}中文` line: {line}")
    elif msgid not in said:
        faults.append(f"{where}: the code does not say: {escaped(msgid)}")
    else:
        before = translations.get(msgid)
        if before and before != sentence:
            print(f"{where}: {escaped(before)} becomes {escaped(sentence)}", file=sys.stderr)
        translations[msgid] = sentence


def escaped(sentence: str) -> str:
    """`sentence` on one line."""
    return sentence.replace("\\", "\\\\").replace("\n", "\\n")


def plain(line: str) -> str:
    r"""The sentence that `escaped` put on one line.

    >>> plain(escaped("a\nb\\n"))
    'a\nb\\n'
    """
    return "\\".join(part.replace("\\n", "\n") for part in line.split("\\\\"))


def _told(faults: Iterable[str]) -> int:
    code = 0
    for fault in faults:
        print(fault, file=sys.stderr)
        code = 1
    return code


def main(argv: Sequence[str], *, source: Path = SOURCE, po: Path = PO) -> int:
    """Run one command; 0 done and whole, 1 something to mend."""
    top = argparse.ArgumentParser(prog="catalogue.py", description=(__doc__ or "").splitlines()[0])
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("extract").add_argument("--missing", action="store_true")
    commands.add_parser("merge").add_argument("files", nargs="+", type=Path, metavar="FILE")
    for name in ("update", "compile", "check"):
        commands.add_parser(name)
    args = top.parse_args(argv)
    work: dict[str, Callable[[], int]] = {
        "extract": lambda: extract(source, po, missing=args.missing),
        "update": lambda: update(source, po),
        "compile": lambda: write(po, read_translations(po)),
        "check": lambda: _told(problems(source, po)),
        "merge": lambda: merge(source, po, args.files),
    }
    return work[args.command]()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))

"""Write docs/settings.md anew from the registry: ``python tools/settings_page.py``."""

from pathlib import Path
from typing import Any

from emerg.texts import render
from emerg.usecases.settings import SETTINGS, Setting

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"
HEAD = """# Settings · 设置

What can be set at a computer: on the page that Ctrl+, opens, with `emerg settings set KEY VALUE`, or by hand in `settings.toml` of the home folder. A key that is not known, or a value that does not fit, is told and forgets no other; remarks and the keys of a newer version stay in the file. Written by `python tools/settings_page.py` from the registry, `emerg.usecases.settings`; a test compares them.
本机的设置项：按 Ctrl+, 打开设置页，或用 `emerg settings set KEY VALUE`，或直接编辑主文件夹中的 `settings.toml`。写错的键和值会提示，其余照常生效；文件中的注释和新版本的键保留不动。

| Key · 键 | What may stand there · 取值 | As shipped · 出厂值 | What it does · 用途 |
|---|---|---|---|
"""  # noqa: E501 - a paragraph is one line


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| {' | '.join(_row(one))} |\n" for one in SETTINGS)


def _row(one: Setting[Any]) -> tuple[str, ...]:
    about = f"{render(one.about, 'en')} · {render(one.about, 'zh')}"
    return f"`{one.key}`", _kinds(one), f"`{_toml(one.default)}`", about


def _kinds(one: Setting[Any]) -> str:
    if one.choices:
        return ", ".join(
            f"`{_toml(value)}` {render(name, 'en')} · {render(name, 'zh')}"
            for value, name in one.choices.items()
        )
    if one.base is bool:
        return "`true`, `false`"
    if one.range is not None:
        return f"{one.range.low:g} … {one.range.high:g}"
    if one.base is tuple:
        return "list of texts · 文字列表"
    return "folder · 目录" if one.is_folder else "text · 文字"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return str(list(value))
    return str(value) if isinstance(value, int) else f'"{value}"'


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

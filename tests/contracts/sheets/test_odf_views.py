"""What the settings of an ``.ods`` say of its tables."""

from __future__ import annotations

from pathlib import Path

from contracts.sheets.odf_parts import SETTINGS
from contracts.sheets.odf_views import views_of
from tests.contracts.sheets.test_odf_parts import part
from tests.contracts.sheets.test_preflight import packed

ITEM = '<config:config-item config:name="{}">{}</config:config-item>'
NAMES = ("HorizontalSplitMode", "HorizontalSplitPosition", "VerticalSplitMode", "VerticalSplitPosition")


def entry(table: str, *values: object) -> str:
    """Return what the settings say of one table."""
    items = "".join(ITEM.format(name, value) for name, value in zip(NAMES, values, strict=True))
    return f'<config:config-item-map-entry config:name="{table}">{items}</config:config-item-map-entry>'


def settings(*entries: str) -> str:
    """Return settings that say these things of tables."""
    tables = f'<config:config-item-map-named config:name="Tables">{"".join(entries)}</config:config-item-map-named>'
    view = f"<config:config-item-map-entry>{ITEM.format('ViewId', 'view1')}{tables}</config:config-item-map-entry>"
    views = f'<config:config-item-map-indexed config:name="Views">{view}</config:config-item-map-indexed>'
    return part(views + ITEM.format("SyntaxStringRef", 2))


def test_what_stands_still_is_known_by_the_name_of_the_table(tmp_path: Path) -> None:
    """Columns and rows; a window that is only split is not frozen, and nothing stands behind the last row."""
    content = settings(
        entry("册", 2, 1, 2, 3), entry("行", 0, 0, 2, 1), entry("分", 1, 900, 1, 900), entry("坏", 2, "x", 2, 999_999)
    )

    views = views_of(packed(tmp_path / "a.ods", {SETTINGS: content}))

    assert (views.frozen, views.excel_strings) == ({"册": (1, 3), "行": (0, 1)}, True)


def test_a_file_without_settings_says_nothing(tmp_path: Path) -> None:
    """Programs that only write tables leave them out."""
    views = views_of(packed(tmp_path / "a.ods", {"x": "y"}))

    assert (views.frozen, views.excel_strings) == ({}, False)

"""What a package holds, known before it is parsed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.sheets.preflight import check_zip
from tests.contracts.dirty_rosters import write_rows


def packed(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def replaced(path: Path, part: str, content: bytes) -> Path:
    """Write the same workbook with one part replaced."""
    with zipfile.ZipFile(path) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return packed(path, parts | {part: content})


def reason(path: Path) -> str:
    """Return the one problem's message of a file that is refused."""
    with pytest.raises(RosterError) as caught:
        check_zip(path)
    (problem,) = caught.value.problems
    assert problem.hint.startswith("请")
    return problem.message


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_zip_bomb_is_counted_not_unpacked(part: str, tmp_path: Path) -> None:
    """A few hundred kilobytes that unpack to a hundred megabytes."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    bomb = b"<row>" + b" " * (98 * 2**20)

    assert "大得不正常" in reason(replaced(path, part, bomb))


def test_other_packages_say_what_they_are(tmp_path: Path) -> None:
    """Word files, unknown packages, and names given twice."""
    assert "Word" in reason(packed(tmp_path / "a.docx", {"word/document.xml": "<x/>"}))
    assert "不是 Excel" in reason(packed(tmp_path / "b.zip", {"x": "y"}))
    assert "xlsb" in reason(packed(tmp_path / "d.xlsx", {"xl/workbook.bin": "x"}))
    assert "压缩包" in reason(packed(tmp_path / "e.zip", {"名册.xlsx": "x"}))
    assert "密码" in reason(packed(tmp_path / "f.ods", {"encrypted-package": "x"}))
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 garbage")
    assert "损坏" in reason(tmp_path / "c.xlsx")

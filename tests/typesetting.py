"""What a test of set type needs on the machine; without it the test is skipped."""

from __future__ import annotations

import shutil
import subprocess

import pytest

FACES = ("Noto Serif CJK SC", "LXGW WenKai", "Liberation Serif")
"""The faces that stand in for those of a Chinese office; another one breaks lines and pages elsewhere."""


def _missing_faces() -> list[str]:
    if shutil.which("fc-list") is None:
        return list(FACES)
    known = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True, text=True, timeout=60).stdout
    return [face for face in FACES if face not in known]


with_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed: no PDF"
)
_LACKING = [name for name in ("soffice", "pdfinfo", "pdftotext") if shutil.which(name) is None] + _missing_faces()
with_faces = pytest.mark.skipif(
    bool(_LACKING), reason=f"lines cannot be compared without {', '.join(_LACKING)}"
)
"""For tests that ask where a line or page ends."""

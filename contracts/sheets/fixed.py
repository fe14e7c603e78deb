"""A workbook whose bytes depend on its cells alone, so that its hash can be written down and compared later."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable

from contracts.sheets.writing import OutSheet, workbook

_PACKED_ON = (1980, 1, 1, 0, 0, 0)
_INSTANT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PROPERTIES = "docProps/core.xml"


def fixed_workbook(sheets: Iterable[OutSheet], *, dated: dt.date) -> bytes:
    """Return an ``.xlsx``: the same sheets and day give the same bytes."""
    written = io.BytesIO()
    workbook(sheets).save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _PROPERTIES:
                content = _INSTANT.sub(rb"\g<1>" + dated.isoformat().encode() + b"T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _PACKED_ON), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()

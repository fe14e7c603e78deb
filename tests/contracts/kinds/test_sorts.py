"""Each sort of value knows its own and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.kinds import sorts
from contracts.kinds.sorts import Sort


@pytest.mark.parametrize(
    ("sort", "good", "bad"),
    [
        (sorts.CODE, "elder_care", "elder-care"),
        (sorts.WORDS, "村部", " "),
        (sorts.FLAG, False, "false"),
        (sorts.TRUE, True, False),
        (sorts.DAY, date(2026, 3, 5), "2026-03-05"),
        (sorts.ROWS, [["兑现率", "60"]], [["兑现率", 60]]),
        (sorts.ROWS_FOR, {"k": {"a": [["甲"]]}}, {"k": [["甲"]]}),
        (sorts.PERIODS, {"k": {"short": 1}}, {"k": {"short": True}}),
        (sorts.PERIODS, {"k": {"short": 1}}, {"short": 1}),
        (sorts.DOCUMENTS, {"zh_CN": "zh_CN.docx"}, {"zh_CN": "../zh_CN.docx"}),
        (sorts.DOCUMENTS, {"zh_CN": "zh_CN.docx"}, {"zh_CN": "zh_CN.doc"}),
        (sorts.COPIES, ["甲方存", {"label": "存根"}], []),
        (sorts.EXAMPLE, [{"name": "某甲", "age": 3}], ["某甲"]),
        (sorts.LISTED_PARTS, {"k": ["a"]}, {"k": "a"}),
        (sorts.WORDED_PARTS, {"a": "公安"}, {"a": 1}),
        (sorts.SOURCE, ["village", "township"], []),
        (sorts.one_or_more_of(("couple", "person")), ["couple"], []),
        (sorts.one_of(("left", "right")), "left", ["left"]),
        (sorts.whole(1, 9), 9, 10),
    ],
)
def test_a_sort_knows_its_own(sort: Sort, good: Any, bad: Any) -> None:
    """What fits passes; what is nearly so does not."""
    assert sort.fits(good)
    assert not sort.fits(bad)

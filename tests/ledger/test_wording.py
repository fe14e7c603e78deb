"""Notes that may be kept, and those that may not."""

from __future__ import annotations

import pytest

from ledger.wording import forbidden_words


@pytest.mark.parametrize(
    "note",
    [
        "该户未参加孕检",
        "妻子已上环",
        "因手术未到",
        "她流过产",
        "某户有病残",
        "他家孩子伤残",
        "得了癌症",
        "身份证42999919800101007X",
        "打13800138000",
    ],
)
def test_a_note_about_a_body_or_with_a_number_is_named(note: str) -> None:
    """Health, identity and phone numbers have no place in the ledger."""
    assert forbidden_words(note)


def test_a_plain_note_may_stand() -> None:
    """Who found what, and how."""
    assert forbidden_words("镇里2026年5月1日抽查，村公示栏没有第一季度公布表，凭证号2026-0031") == ()

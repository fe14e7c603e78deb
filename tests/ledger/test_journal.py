"""The journal's arithmetic, pinned by vectors that a stranger can recompute."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.journal import BEFORE_THE_FIRST, canonical, digest, follow

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


def test_canonical_json_sorts_keys_leaves_no_space_and_keeps_chinese() -> None:
    """The rule is pinned here instead of in a dependency."""
    value = {"乙": [1, None, True], "a": {"b": "王“小”花\n"}}

    assert canonical(value) == '{"a":{"b":"王“小”花\\n"},"乙":[1,null,true]}'


def test_a_float_has_no_place_in_the_journal() -> None:
    """Money is integer fen; a float would be written differently elsewhere."""
    with pytest.raises(TypeError):
        canonical({"amount": [0.1]})


@given(json_values)
def test_equal_values_have_one_form(value: object) -> None:
    """What was read back is written again in the same bytes."""
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_the_first_hash_can_be_recomputed_by_hand() -> None:
    """Zeros, then the canonical list of the six members, through SHA-256."""
    event = follow(None, at="2026-01-01T08:00:00+08:00", actor="王主任", kind="created", subject="ledger", body={})
    text = '[1,"2026-01-01T08:00:00+08:00","王主任","created","ledger","{}"]'

    assert event.prev == BEFORE_THE_FIRST
    assert event.hash == hashlib.sha256((BEFORE_THE_FIRST + text).encode()).hexdigest()
    assert event.is_whole


def test_an_event_hangs_on_the_one_before() -> None:
    """The second event carries the first one's hash."""
    first = follow(None, at="2026-01-01T08:00:00+08:00", actor="甲", kind="a", subject="", body={})
    second = follow(first, at="2026-01-01T08:00:00+08:00", actor="甲", kind="a", subject="", body={})

    assert (second.seq, second.prev) == (2, first.hash)
    assert second.hash != first.hash


def test_a_digest_sees_order_types_and_bytes() -> None:
    """A number is not its text, and rows do not change places."""
    digests = {digest(rows) for rows in ([(1, "a")], [("1", "a")], [("a", 1)], [(b"a", 1)], [(1.0, "a")], [])}

    assert len(digests) == 6


@pytest.mark.parametrize("count", [0, 1, 999, 1_000, 1_001, 2_500])
def test_a_digest_of_rows_that_come_one_by_one_is_that_of_their_list(count: int) -> None:
    """However many there are: what ledgers already hold stays true."""
    rows = [(number, "王“小”花", None) for number in range(count)]
    whole = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    assert digest(iter(rows)) == hashlib.sha256(whole.encode()).hexdigest()

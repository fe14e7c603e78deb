"""The profiles that an office keeps: good ones are used, a broken one stops nobody but who asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.reading.profile_files import Profiles, load_profiles

NAME = '{ heading = "姓名", field = "person.name" }'


def kept(office: Path, **files: str) -> Profiles:
    """Return the profiles of an office that keeps these files."""
    folder = office / "rosters" / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_profiles(office)


def test_an_office_keeps_its_own_profiles(tmp_path: Path) -> None:
    """They stand before the shipped ones; without an office there are those alone."""
    found = kept(tmp_path, finance_payout=f'title = "本县财政"\ncolumns = [{NAME}]')

    assert found.named("finance_payout").title == "本县财政"
    assert found.usable.keys() == load_profiles().usable.keys()
    assert found.faults == {}


def test_a_broken_profile_stops_only_exports_that_ask_for_it(tmp_path: Path) -> None:
    """The others work; even a shipped one of its name is not used in its place."""
    found = kept(tmp_path, a="title = ", finance_payout="columns = 3")

    assert found.named("village_check").title == "村级核对名册"
    for name in ("a", "finance_payout"):
        with pytest.raises(RosterError) as caught:
            found.named(name)
        assert [problem.where for problem in caught.value.problems] == [f"rosters/profiles/{name}.toml"]
    with pytest.raises(RosterError, match="没有导出") as caught:
        found.named("b")
    assert "village_check" in caught.value.problems[0].hint
    assert "finance_payout" not in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 某县", "第 1 行第 9 个字附近"),
        (f'title = "某县"\ncolumns = [\n  {NAME},', "文件末尾"),
        (f'title = "某县"\nid_format = "roman"\ncolumns = [{NAME}]', "第 2 行 id_format 不能是“roman”，只能是 dashed"),
        (f'title = "某县"\ncolour = 3\ncolumns = [{NAME}]', "第 2 行不认得 colour"),
        (f"columns = [{NAME}]", "没有 title"),
        (f"title = 3\ncolumns = [{NAME}]", "第 1 行 title 后面不是用引号括起来的字"),
        ('title = "某县"\ncolumns = []', "columns 不是一列一行的"),
        (f'title = "某县"\ncolumns = [\n  {NAME},\n  {{ heading = "号", field = "wife.id_no" }},\n]',
         "第 4 行不认得 field“wife.id_no”"),
        ('title = "某县"\ncolumns = [\n  { field = "serial", wide = 3 },\n]',
         "第 3 行没有写 heading、第 3 行不认得 wide"),
        ('title = "某县"\ncolumns = [{ heading = "号", required = 1 }]', "第 1 列 required 只能是 true 或 false"),
        ('title = "某县"\ncolumns = [{ heading = 1 }]', "第 1 列 heading 后面不是用引号括起来的字"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_with_file_place_and_cure(text: str, said: str, tmp_path: Path) -> None:
    """Written by hand, it may be anything."""
    fault = kept(tmp_path, a=text).faults["a"]

    assert fault.message.startswith(f"导出格式写得不对（{said}")
    assert fault.hint == "改正这几处，或删去这个文件；别的导出格式照常可用"
    assert "\n" not in str(fault)


def test_what_cannot_be_opened_is_one_line_too(tmp_path: Path) -> None:
    """A folder of that name, or a file in another encoding."""
    folder = tmp_path / "rosters" / "profiles"
    (folder / "a.toml").mkdir(parents=True)
    (folder / "b.toml").write_bytes('title = "某县"'.encode("gb18030"))

    faults = load_profiles(tmp_path).faults

    assert {fault.message for fault in faults.values()} == {"导出格式写得不对（打不开，或不是 UTF-8 编码的文字）"}

"""``shouyue yearend``: tried, made, made again, and checked by ``verify``."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

from tests.clerks_office import BATCH, ELDERS, Clerk, own_kind


def test_a_year_is_packed_once_and_verify_knows_it(clerk: Clerk) -> None:
    """A trial run writes nothing; the second run says that nothing is new; a changed file exits 3."""
    before = clerk.state()
    trial = clerk.run("yearend", "2026", "--dry-run")
    assert (trial.exit_code, "试运行" in trial.stderr, clerk.state() == before) == (0, True, True)

    clerk.done("yearend", "2026")
    again = clerk.run("yearend", "2026")
    folder = clerk.folder / "年终材料" / "2026年_截至2026-11-22"
    assert (again.exit_code, "没有另写" in again.stderr) == (0, True)
    assert "由本台账出具" in clerk.done("verify", folder)

    (folder / "08_违约.xlsx").write_bytes(b"other")
    changed = clerk.run("verify", folder)
    assert (changed.exit_code, "08_违约.xlsx：内容被改动过" in changed.stderr) == (3, True)


def test_a_year_in_one_file_with_its_contracts(clerk: Clerk) -> None:
    """``--zip`` and a name that ends so are one; the contracts are in, what cannot be had is told and named."""
    clerk.done("yearend", "2026", "--zip", "--with-contracts", "-o", clerk.folder / "移交")
    packed = clerk.folder / "移交.zip"
    with zipfile.ZipFile(packed) as archive:
        inside = [name for name in archive.namelist() if name.startswith("合同原件/")]
    assert len(inside) == 4
    assert "由本台账出具" in clerk.done("verify", packed)

    shutil.move(clerk.folder / BATCH, clerk.folder.parent / BATCH)
    clerk.done("yearend", "2026", "--with-contracts", "-o", clerk.folder / "再一次.zip")
    assert packed.read_bytes() == (clerk.folder / "再一次.zip").read_bytes()


def test_a_contract_that_cannot_be_had_is_told_and_named(clerk: Clerk) -> None:
    """Its folder is gone and the office's own kind prints other words now: the index says which, verify how many."""
    shutil.rmtree(clerk.folder / BATCH)
    own_kind(clerk, "service_contract", instead=('number_label = "合同编号"', 'number_label = "编号"'))
    told = clerk.run("yearend", "2026", "--with-contracts", "-o", clerk.folder / "包")
    index = json.loads((clerk.folder / "包" / "index.json").read_bytes())

    assert "合同原件有 4 件没有收到" in told.stderr
    assert ELDERS in [item["number"] for item in index["missing"]]
    assert "4 份合同原件没有收到" in clerk.done("verify", clerk.folder / "包")


def test_a_pack_of_another_office_is_checked_for_its_files_and_called_unknown(clerk: Clerk, tmp_path: Path) -> None:
    """Without a ledger at hand an archive still checks file by file."""
    clerk.done("yearend", "2026", "-o", tmp_path / "包")
    other = Clerk(folder=Path(shutil.copytree(clerk.folder, tmp_path / "别处")))
    clerk.done("record", "payment", ELDERS, "--obligation", clerk.obligation(ELDERS, "reward"), "--amount", "1",
               "--voucher", "V-1", "--on", "2026-11-20")  # fmt: skip
    assert "其后台账又有 1 笔记录" in clerk.done("verify", tmp_path / "包")
    shutil.rmtree(other.folder)
    other.folder.mkdir()
    assert "只核对了文件与目录" in other.run("verify", tmp_path / "包").stderr


def test_a_year_to_come_is_refused(clerk: Clerk) -> None:
    """Exit 3."""
    assert clerk.run("yearend", "2027").exit_code == 3

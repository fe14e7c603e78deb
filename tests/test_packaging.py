"""What is installed elsewhere: everything the program reads at run time, and no paper of any office."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Return the names inside a wheel built from this tree."""
    builder = WheelBuilder(str(ROOT))
    (wheel,) = builder.build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.mark.parametrize(
    "pattern",
    [
        "templates/*/manifest.toml",
        "templates/*/*.docx",
        "templates/__init__.py",
        "contracts/law/*.toml",
        "contracts/law/papers/*.toml",
        "contracts/rosters/*.toml",
        "contracts/locale/*/LC_MESSAGES/*.mo",
        "contracts/py.typed",
        "ledger/migrations/*.sql",
        "ledger/queries/*.sql",
        "**/*.py",
    ],
)
def test_what_the_program_reads_is_in_the_wheel(pattern: str, packed: frozenset[str]) -> None:
    """Forgetting one file here is seen by nobody until a township installs it."""
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    ours = {name for name in found if name.split("/")[0] in {"contracts", "ledger", "templates", "cli.py"}}

    assert ours, "the pattern finds nothing"
    assert ours <= packed


def test_nothing_else_is_in_the_wheel(packed: frozenset[str]) -> None:
    """No test, no roster, no output of somebody's trial run."""
    rooms = {name.split("/")[0] for name in packed}

    assert {room for room in rooms if not room.endswith(".dist-info")} == {
        "contracts", "ledger", "templates", "cli.py",
    }  # fmt: skip


def test_the_wheel_brings_the_command(packed: frozenset[str]) -> None:
    """``shouyue`` is on the path after installing."""
    assert any(name.endswith("dist-info/entry_points.txt") for name in packed)

"""What all tests share: the program run in an empty folder with a fixed clock, and the --update flag.

Properties are tried on the same examples each time, so that a change is judged by what it changes and not by luck or
by how busy the machine is. ``--hypothesis-profile=search`` draws new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

import cli
from contracts.i18n import speak

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=cli.SHANGHAI)

Run = Callable[..., Result]

_UNTIMED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],  # folders may be written again
)
settings.register_profile("same", _UNTIMED, derandomize=True)
settings.register_profile("search", _UNTIMED, max_examples=300)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update``: rewrite what is generated instead of comparing it."""
    parser.addoption("--update", action="store_true", help="rewrite the README's output and help pages")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run ``shouyue`` in an empty folder; stdout, stderr and exit code are in the result. Later, Chinese again."""
    monkeypatch.chdir(tmp_path)
    for name in ("SHOUYUE_OFFICE", "SHOUYUE_OPERATOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def shouyue(*arguments: str | Path) -> Result:
        return CliRunner().invoke(
            cli.shouyue, [str(item) for item in arguments], prog_name="shouyue", obj=NOW, catch_exceptions=False
        )

    yield shouyue
    speak()

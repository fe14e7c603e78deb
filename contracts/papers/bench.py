"""The press measured against docxtpl and against the least that any program must do.

The three are measured in turns in one run, so that a busy machine is busy for all of them; ratios are taken
inside a turn and the middle one is reported. Long notices are made in processes of their own, one after the
other, so that the memory of one is not counted for the next.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROWS = (100, 1_000, 2_000, 5_000, 20_000)
_ROUNDS = 15
_OURS_A_ROUND = 40
_RIVALS_A_ROUND = 3
_STREAMED = 5_000
_LEAST_RUNS_MS = 100
_LEAST_RUNS = 5
_LONG_MS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A notice of so many rows: CPU milliseconds and peak megabytes of both; ``None`` where not measured."""

    rows: int
    ours_ms: float
    docxtpl_ms: float | None
    ours_mb: float | None
    docxtpl_mb: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """CPU milliseconds per three-page contract, ratios, rate end to end, peak memory of our process."""

    ours_ms: float
    docxtpl_ms: float
    ratio_docxtpl: float
    floor_ms: float
    ratio_floor: float
    docs_per_second: float
    peak_mb: float | None
    growth: tuple[Growth, ...]
    squeeze: str

    @property
    def tenfold(self) -> float | None:
        """How many times as long the longest notice takes as one of a tenth of its rows; ``None`` without such."""
        times = {item.rows: item.ours_ms for item in self.growth}
        longest = max(times, default=0)
        tenth = times.get(longest // 10)
        return round(times[longest] / tenth, 1) if tenth else None


def measure(*, rounds: int = _ROUNDS, rows: tuple[int, ...] = ROWS, streamed: int = _STREAMED) -> Measured:
    """Return one measurement; takes about half a minute.

    Args:
        rounds: How many turns the three engines take.
        rows: The lengths of the notices.
        streamed: How many contracts are written one behind the other for rate and memory.
    """
    from contracts.word.squeeze import quickest

    with tempfile.TemporaryDirectory(prefix="shouyue-bench-") as name:
        turns = _turns(Path(name), rounds)
    stream = _child("stream", "ours", streamed)
    return Measured(
        ours_ms=round(median(turn[0] for turn in turns), 4),
        docxtpl_ms=round(median(turn[1] for turn in turns), 2),
        ratio_docxtpl=round(median(turn[1] / turn[0] for turn in turns), 1),
        floor_ms=round(median(turn[2] for turn in turns), 4),
        ratio_floor=round(median(turn[0] / turn[2] for turn in turns), 2),
        docs_per_second=round(streamed / stream["wall_s"], 0),
        peak_mb=stream["peak_mb"],
        growth=tuple(_grown(count) for count in rows),
        squeeze=quickest().name,
    )


def _turns(folder: Path, rounds: int) -> list[tuple[float, float, float]]:
    """Return CPU milliseconds per contract of ours, docxtpl and the floor, turn by turn."""
    from contracts.word import specimen
    from contracts.word.archive import Package, read_parts
    from contracts.word.squeeze import quickest
    from contracts.word.template import Template

    blank = specimen.contract()
    template, squeeze = Template(blank), quickest()
    parts = read_parts(template.render(specimen.contract_values(0)))
    filled = {name: data for name, data in parts.items() if data != read_parts(blank)[name]}
    package = Package(parts, filled)
    engines: tuple[tuple[Callable[[Mapping[str, Any]], bytes], int], ...] = (
        (lambda values: template.render(values, squeeze), _OURS_A_ROUND),
        (lambda values: specimen.by_docxtpl(blank, values), _RIVALS_A_ROUND),
        (lambda _: package.assembled(filled, squeeze), _OURS_A_ROUND),
    )
    turns = []
    for number in range(-1, rounds):  # the first turn only warms up
        times = [_timed(engine, count, number * count, folder) for engine, count in engines]
        if number >= 0:
            turns.append((times[0], times[1], times[2]))
    return turns


def _timed(engine: Callable[[Mapping[str, Any]], bytes], count: int, first: int, folder: Path) -> float:
    """Return CPU milliseconds per contract: filled and written, one behind the other, into one open file.

    To make a new file costs the system up to three times as much as to fill a contract, and the same for
    all engines; it would hide the difference.
    """
    from contracts.word.specimen import contract_values

    records = [contract_values(number) for number in range(first, first + count)]
    with (folder / "stream").open("wb") as file:
        start = time.process_time()
        for values in records:
            file.write(engine(values))
        file.flush()
        return (time.process_time() - start) / count * 1000


def _grown(rows: int) -> Growth:
    ours, rival = (_child("notice", engine, rows) for engine in ("ours", "docxtpl"))
    return Growth(
        rows=rows,
        ours_ms=ours["cpu_ms"],
        docxtpl_ms=rival["cpu_ms"],
        ours_mb=ours["peak_mb"],
        docxtpl_mb=rival["peak_mb"],
    )


def _child(what: str, engine: str, count: int) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "contracts.papers.bench", what, engine, str(count)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - ourselves
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _notice(engine: str, rows: int) -> dict[str, Any]:
    """Return CPU milliseconds of one notice, the template understood before, and the peak of this process.

    The quickest of a few runs counts: whoever else is at work makes the others longer.
    """
    from contracts.word import specimen
    from contracts.word.squeeze import quickest
    from contracts.word.template import Template

    blank = specimen.notice()
    template, squeeze = Template(blank) if engine == "ours" else None, quickest()
    values = specimen.notice_values(rows)
    if template is None:
        specimen.by_docxtpl(blank, specimen.notice_values(1))  # what it imports is no part of the notice
    times: list[float] = []
    while sum(times) < _LEAST_RUNS_MS or (len(times) < _LEAST_RUNS and sum(times) < _LONG_MS):
        start = time.process_time()
        content = template.render(values, squeeze) if template else specimen.by_docxtpl(blank, values)
        times.append((time.process_time() - start) * 1000)
    return {"cpu_ms": round(min(times), 2), "peak_mb": peak_megabytes(), "bytes": len(content)}


def _streamed(count: int) -> dict[str, Any]:
    """Return seconds and peak memory of so many contracts written into one archive, compiling included."""
    from contracts.word import specimen
    from contracts.word.squeeze import quickest
    from contracts.word.template import Template

    start = time.perf_counter()
    template, squeeze = Template(specimen.contract()), quickest()
    with tempfile.TemporaryFile() as file, zipfile.ZipFile(file, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number:06d}.docx", template.render(specimen.contract_values(number), squeeze))
    return {"wall_s": time.perf_counter() - start, "peak_mb": peak_megabytes()}


def peak_megabytes() -> float | None:
    """Return the most memory this process ever held, ``None`` where the system does not say.

    Linux is asked for this program's own peak: the other figure also counts what the parent held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024, 1)
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / 1024 / (1024 if sys.platform == "darwin" else 1), 1)


if __name__ == "__main__":
    what, engine, count = sys.argv[1:]
    found = _notice(engine, int(count)) if what == "notice" else _streamed(int(count))
    sys.stdout.write(json.dumps(found))

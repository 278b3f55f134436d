"""Wall time and peak memory of a command and everything it starts."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Reading:
    seconds: float
    peak_mb: float


def run(command: list[str], log: Path, environment: dict[str, str]) -> Reading:
    """Runs the command to its end; what it prints goes to the log.

    Raises CalledProcessError if it fails.
    """
    with log.open("wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **environment},
            start_new_session=True,
        )
        watch = Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    polled = watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Reading(seconds, max(polled, usage.ru_maxrss * 1024 / 1e6))


class Watch:
    """Adds up, ten times a second, the resident memory of all processes of one session.

    The kernel's own maximum knows only the largest single process, and a launcher has children.
    """

    def __init__(self, session: int):
        self._session = session
        self._peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self._peak

    def _poll(self) -> None:
        while not self._done.wait(POLL_SECONDS):
            self._peak = max(self._peak, resident_mb(self._session))


def resident_mb(session: int) -> float:
    total = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            total += resident_pages(entry.path, session)
    return total * PAGE_MB


def resident_pages(process: str, session: int) -> int:
    """Pages of one process, 0 if it is of another session or has ended meanwhile."""
    try:
        stat = Path(process, "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    # The name, in brackets, may hold anything: fields are counted after it.
    fields = stat.rpartition(")")[2].split()
    return int(fields[21]) if int(fields[3]) == session else 0

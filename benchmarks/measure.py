"""Wall time and peak memory of a command and everything it starts."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6
POLL_SECONDS = 0.1

# How a process ends that was told to terminate: by its own exit code, or by the signal.
STOPPED = (143, -signal.SIGTERM)


@dataclass(frozen=True)
class Reading:
    seconds: float
    peak_mb: float


def checked(
    command: list[str],
    log: Path,
    environment: dict[str, str] | None = None,
    until: Callable[[], bool] | None = None,
) -> Reading:
    """As run; if the command fails, the benchmark ends and says where to look."""
    try:
        return run(command, log, environment or {}, until)
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{command[0]} failed with code {failure.returncode}; what it said is in {log}")


def run(
    command: list[str],
    log: Path,
    environment: dict[str, str],
    until: Callable[[], bool] | None = None,
) -> Reading:
    """Runs the command to its end; what it prints goes to the log.

    until: for a command that has no end, when it has done its work. It is then told to terminate,
    and the seconds are those before that.

    Raises CalledProcessError if it fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **environment},
            start_new_session=True,
        )
        watch = Watch(process.pid)
        done = until is not None and wait_until(until, process.pid)
        seconds = time.monotonic() - start
        if done:
            os.kill(process.pid, signal.SIGTERM)
        _, status, usage = os.wait4(process.pid, 0)
        if not done:
            seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    polled = watch.stop()
    if process.returncode and not (done and process.returncode in STOPPED):
        raise subprocess.CalledProcessError(process.returncode, command)
    if until is not None and not done:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Reading(seconds, max(polled, usage.ru_maxrss * 1024 / 1e6))


def wait_until(done: Callable[[], bool], pid: int) -> bool:
    """Whether it got done before the process ended, which it leaves to be waited for."""
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if done():
            return True
        time.sleep(POLL_SECONDS)
    return False


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

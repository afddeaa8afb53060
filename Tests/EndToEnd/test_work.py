"""`loam work` from outside."""
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import BINARY, free_port, run, temporary_folder, until  # noqa: E402


@pytest.fixture
def folder():
    with temporary_folder() as path:
        yield path


def status(url):
    try:
        return urllib.request.urlopen(url, timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def test_worker_answers_monitors_and_stops_in_order(folder):
    """a worker answers /health, /ready and /metrics on its own port and nothing else, and stops on SIGTERM"""
    port = free_port()
    worker = subprocess.Popen([BINARY, "work", "--data", f"{folder}/data", "--work-port", str(port)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: status(f"http://127.0.0.1:{port}/health") == 200)
        assert status(f"http://127.0.0.1:{port}/ready") == 200
        assert status(f"http://127.0.0.1:{port}/metrics") == 200
        assert status(f"http://127.0.0.1:{port}/") == 404
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.wait()


def heeds_or_ignores_sigterm(process):
    """Whether the default action is not what happens to a SIGTERM any more."""
    with open(f"/proc/{process.pid}/status") as file:
        sets = dict(line.split(":\t") for line in file.read().splitlines() if line.startswith("Sig"))
    return (int(sets["SigIgn"], 16) | int(sets["SigCgt"], 16)) >> signal.SIGTERM - 1 & 1


def test_worker_told_to_stop_while_it_starts_stops(folder):
    """a SIGTERM that comes as soon as it does not simply end the process is not lost"""
    run("user", "create", "--data", f"{folder}/data", "--organisation", "Work", "--email", "ada@example.org", "--name", "Ada",
        "--role", "admin", "--password-stdin", input="correct horse battery staple\n")
    for _ in range(8):
        worker = subprocess.Popen([BINARY, "work", "--data", f"{folder}/data"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not heeds_or_ignores_sigterm(worker):
                assert worker.poll() is None
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
        finally:
            worker.kill()
            worker.wait()


def test_unknown_kind_is_refused(folder):
    """a kind of jobs that there is not is refused with a suggestion"""
    done = run("work", "--data", f"{folder}/data", "--kinds", "jobs.swep", check=False)
    assert done.returncode == 1
    assert "There are no jobs of the kind 'jobs.swep'" in done.stderr
    assert "Did you mean 'jobs.sweep'?" in done.stderr

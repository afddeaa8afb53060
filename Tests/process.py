"""The built program, started from outside as an operator would."""
import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("LOAM_BINARY", ROOT / ".build/debug/loam"))


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=20.0, what="the condition"):
    """Waits until the condition holds; what it waits for is named when it never does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        result = condition()
        if result:
            return result
        time.sleep(0.02)
    raise AssertionError(f"{what} did not come true within {seconds:g} s")


def run(*words, check=True, input=None, environment=None, timeout=60):
    """One command of the program, to its end."""
    done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, input=input, timeout=timeout,
                          env={**os.environ, **(environment or {})})
    if check:
        assert done.returncode == 0, f"loam {' '.join(map(str, words))} ended with {done.returncode}: {done.stderr}"
    return done


class Loam:
    """`loam serve` on a port of its own; stopped at the end of the `with`."""

    def __init__(self, folder, *flags, database=None, environment=None):
        self.folder = pathlib.Path(folder)
        self.flags = list(flags)
        self.database = database
        self.environment = {**os.environ, **(environment or {})}
        self.port = free_port()
        self.log = self.folder / f"serve-{self.port}.log"
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, wait=True):
        words = [BINARY, "serve", "--data", self.folder / "data", "--port", str(self.port), *self.flags]
        if self.database:
            words += ["--database", self.database]
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log, env=self.environment)
        if wait:
            until(self.answers, what=f"an answer of loam serve (log: {self.log.read_text()[-1000:]!r})")
        return self

    def answers(self):
        assert self.process.poll() is None, f"loam serve ended with {self.process.returncode}: {self.log.read_text()[-2000:]}"
        with contextlib.suppress(OSError, urllib.error.URLError):
            return urllib.request.urlopen(self.url + "/health", timeout=2).status == 200
        return False

    def stop(self, how=signal.SIGTERM, seconds=30):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(seconds)
        return self.process.returncode

    def memory(self, field="VmRSS"):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", text).group(1)) / 1024

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


@contextlib.contextmanager
def fresh_postgres():
    """A database of its own on the server that LOAM_TEST_POSTGRES names, dropped afterwards."""
    server = os.environ["LOAM_TEST_POSTGRES"]
    name = f"outside_{os.getpid()}_{time.monotonic_ns()}"
    subprocess.run(["psql", "-q", server, "-c", f"CREATE DATABASE {name}"], check=True, capture_output=True)
    try:
        yield "postgres://" + re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", server.removeprefix("postgres://"), count=1)
    finally:
        subprocess.run(["psql", "-q", server, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True, capture_output=True)


@contextlib.contextmanager
def engine_database(engine):
    """None for the default, the file in the data folder; a URL for PostgreSQL."""
    if engine == "sqlite":
        yield None
    else:
        with fresh_postgres() as url:
            yield url


def temporary_folder():
    return tempfile.TemporaryDirectory(prefix="loam-")

"""Matching by Loam, CSV in to CSV out, as the benches of accuracy and of speed use it."""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROOF = pathlib.Path(os.environ.get("LOAM_PROOF", ROOT / ".build/release/loam-proof"))
SEED = 42


def proof(*arguments):
    """Runs the program of the benches; what it printed, and the most memory it held, in megabytes."""
    read, write = os.pipe()
    child = subprocess.Popen([str(PROOF), *map(str, arguments)], stdout=write, stderr=subprocess.STDOUT)
    os.close(write)
    with os.fdopen(read) as file:
        said = file.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"Error: loam-proof {' '.join(map(str, arguments))} ended with {child.returncode}: {said.strip()[-2000:]}")
    return said, usage.ru_maxrss / 1024


def sample(folder, table, companies, people, records=0, dirt="mild"):
    """A table of the sample world as a file, made unless it is there."""
    name = f"{table}.csv" if table in ("companies", "people") else f"{table}.{dirt}.{records}.csv"
    path = pathlib.Path(folder) / name
    if not path.exists():
        part = path.with_suffix(".part")
        proof("sample", table, SEED, companies, people, records, dirt, part)
        part.rename(path)
    return path


def index(folder, name, *files):
    """An index of a catalogue's files, made unless it is there."""
    place = pathlib.Path(folder) / f"index-{name}"
    if not (place / "made").exists():
        place.mkdir(exist_ok=True)
        proof("match-index", *files, place)
        (place / "made").touch()
    return place


def match(kind, place, records, answers, threshold=None):
    """Matches a file; seconds to open the index, seconds to match, megabytes."""
    said, memory = proof("match", kind, place, records, answers, *([] if threshold is None else [threshold]))
    found = re.search(r"opened in ([\d.e-]+) s, \d+ records in ([\d.e-]+) s", said)
    return float(found.group(1)), float(found.group(2)), memory

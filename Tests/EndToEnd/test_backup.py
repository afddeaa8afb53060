"""Backup, restore and the doctor from outside, on both engines."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import Loam, engine_database, fresh_postgres, run, temporary_folder  # noqa: E402

ENGINES = ["sqlite"] + (["postgres"] if os.environ.get("LOAM_TEST_POSTGRES") else [])


@pytest.fixture
def folder():
    with temporary_folder() as path:
        yield pathlib.Path(path)


def place(folder, database):
    return ["--data", folder / "data", *(["--database", database] if database else [])]


def set_up(folder, database):
    run("user", "create", "--email", "ada@example.org", "--role", "admin", "--organisation", "Weaver", "--password-stdin",
        *place(folder, database), input="plenty of looms 42\n")


def people(folder, database):
    return [user["email"] for user in json.loads(run("user", "list", "--json", *place(folder, database)).stdout)]


@contextlib.contextmanager
def another_database(engine):
    if engine == "sqlite":
        yield None
    else:
        with fresh_postgres() as url:
            yield url


@pytest.mark.parametrize("engine", ENGINES)
def test_backup_and_restore(folder, engine):
    """what was backed up while Loam ran is there after a restore, and what came later is not"""
    with engine_database(engine) as database, another_database(engine) as other:
        set_up(folder, database)
        with Loam(folder, database=database):
            made = json.loads(run("backup", folder / "copy", "--json", *place(folder, database)).stdout)
        assert made["bytes"] == os.path.getsize(folder / "copy") > 0
        run("user", "create", "--email", "ben@example.org", "--role", "member", *place(folder, database))
        assert people(folder, database) == ["ada@example.org", "ben@example.org"]

        target = database if engine == "sqlite" else other
        restored = run("restore", folder / "copy", *place(folder, target))
        assert people(folder, target) == ["ada@example.org"]
        if engine == "sqlite":
            assert "What was there before is kept as" in restored.stdout
            assert (folder / "data" / "loam.db.replaced").exists()
        with Loam(folder, database=target):
            pass


def test_restore_refuses_while_loam_runs(folder):
    """a restore refuses while a server runs on the data folder, and names it"""
    set_up(folder, None)
    run("backup", folder / "copy", *place(folder, None))
    with Loam(folder) as loam:
        done = run("restore", folder / "copy", *place(folder, None), check=False)
        assert done.returncode == 1
        assert f"in use by process {loam.process.pid}" in done.stderr
    assert people(folder, None) == ["ada@example.org"]


def test_backup_does_not_overwrite(folder):
    """a backup overwrites no file"""
    set_up(folder, None)
    (folder / "copy").write_text("precious")
    done = run("backup", folder / "copy", *place(folder, None), check=False)
    assert done.returncode == 1
    assert (folder / "copy").read_text() == "precious"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_restore_of_what_is_no_backup(folder, content):
    """a file that is no backup is refused and changes nothing"""
    set_up(folder, None)
    (folder / "copy").write_bytes(content)
    done = run("restore", folder / "copy", *place(folder, None), check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ") and len(done.stderr.splitlines()) == 1
    assert people(folder, None) == ["ada@example.org"]


def states(folder, *flags):
    done = run("doctor", "--json", *place(folder, None), *flags, check=False)
    report = json.loads(done.stdout)
    assert done.returncode == (0 if report["healthy"] else 1)
    return {finding["subject"]: finding["state"] for finding in report["findings"]}


def test_doctor_on_a_healthy_installation(folder):
    """the doctor finds nothing wrong with a healthy installation, also while it runs"""
    set_up(folder, None)
    with Loam(folder):
        found = states(folder)
    assert set(found.values()) == {"good"}, found


def test_doctor_names_what_is_broken(folder):
    """the doctor finds an open folder, a lost key, a mail server that is away and a public URL in the clear"""
    set_up(folder, None)
    run("user", "invite", "--email", "ben@example.org", "--role", "member", *place(folder, None))
    os.chmod(folder / "data", 0o755)
    os.rename(folder / "data" / "sealing.key", folder / "sealing.key")
    found = states(folder, "--smtp-url", "smtp://127.0.0.1:1", "--smtp-from", "loam@example.org",
                   "--public-url", "http://loam.example.org")
    assert found["data folder"] == "warning"
    assert found["sealing key"] == "broken"
    assert found["mail"] == "broken"
    assert found["public URL"] == "warning"


def test_doctor_finds_a_damaged_database(folder):
    """the doctor finds a damaged database file"""
    set_up(folder, None)
    path = folder / "data" / "loam.db"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for page in range(8, size // 4096):
            file.seek(page * 4096)
            file.write(os.urandom(4096))
    found = states(folder)
    assert "broken" in found.values(), found


def test_full_restore_on_another_machine(folder):
    """a backup and the key are all that another machine needs"""
    set_up(folder, None)
    run("backup", folder / "copy", *place(folder, None))
    other = folder / "other"
    other.mkdir()
    (other / "data").mkdir(mode=0o700)
    shutil.copy(folder / "data" / "sealing.key", other / "data" / "sealing.key")
    run("restore", folder / "copy", "--data", other / "data")
    with Loam(other) as loam:
        assert "Open it in a browser" not in loam.log.read_text()
    assert people(other, None) == ["ada@example.org"]

"""The demonstration: everything that one would set up on the first day, run to the end and back."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import free_port, run, temporary_folder  # noqa: E402


def test_the_demonstration_adds_up():
    """S-19 · S-20 · X-05 · X-14: enrichment, preview and undo of all three kinds of records, compared with the org"""
    with temporary_folder() as folder:
        done = run("demo", "--data", f"{folder}/demo", "--port", free_port(), "--org-port", free_port(),
                   "--companies", 300, "--people", 400, "--accounts", 60, "--contacts", 80, "--leads", 30, "--check",
                   timeout=120)
        assert done.stdout.rstrip().endswith("Everything adds up.")
        assert "60 records compared field by field, 0 differ." in done.stdout
        assert os.stat(f"{folder}/demo/password").st_mode & 0o077 == 0

"""The table that a bench prints: ours, theirs, the ratio, what was promised."""
import subprocess
import sys

ROWS = []


def row(name, ours, baseline, ratio, promise, kept, note=""):
    ROWS.append((name, ours, baseline, ratio, promise, "yes" if kept else "NO", note))
    print(f"{name:44} {ours:>16} {baseline:>16} {ratio:>7}  {promise:14} {'kept' if kept else 'MISSED'}  {note}", flush=True)


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"Error: {' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout

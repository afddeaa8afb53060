"""How fast matching is beside Splink and beside a join written by hand in DuckDB, on the same files."""
import json
import pathlib
import statistics

import matcher
from table import progress, row, run

ROOT = matcher.ROOT
COMPANIES = PEOPLE = 1_000_000


def folder():
    place = ROOT / ".build/match-bench"
    place.mkdir(parents=True, exist_ok=True)
    return place


def sample(table, records=0, dirt="mild"):
    return matcher.sample(folder(), table, COMPANIES, PEOPLE, records, dirt)


def index():
    return matcher.index(folder(), "companies", sample("companies"))


def peer(name, records):
    """What a peer takes once both files are read and cleaned, and, for Splink, once it has been trained."""
    python = run(ROOT / "scripts/python-environment", "accuracy").strip()
    said = run(ROOT / python, ROOT / "Tests/Accuracy/peers.py", name, sample("companies"), records, folder() / f"{name}.csv")
    return json.loads(said)


def ours(records):
    opened, matched, memory = matcher.match("account", index(), records, folder() / "loam.csv")
    return opened + matched, memory


def rate(count, seconds):
    return f"{count / seconds:,.0f}/s"


def bench_match_rate(options):
    """100,000 accounts against 1,000,000 companies, CSV in to CSV out, each dirt."""
    count = 100_000
    for dirt in ("mild", "heavy"):
        records = sample("accounts", count, dirt)
        turns = {"loam": [], "splink": [], "duckdb": []}
        trained, memories = [], []
        for number in range(min(3, options.runs)):
            progress(f"match rate, {dirt}, {number + 1}")
            seconds, memory = ours(records)
            turns["loam"].append(seconds)
            memories.append(memory)
            for name in ("splink", "duckdb"):
                took = peer(name, records)
                turns[name].append(took["match"][0] + took["write"][0])
                trained.append(took.get("train", [0])[0])
        mine = statistics.median(turns["loam"])
        for name, wanted in (("splink", 10), ("duckdb", 1.5)):
            theirs = statistics.median(turns[name])
            note = f"reading, cleaning{f' and {max(trained):.0f} s of training' if name == 'splink' else ''} not counted"
            row(f"Matching: 100,000 accounts, {dirt}, {name}", rate(count, mine), rate(count, theirs), f"{theirs / mine:.1f}",
                f">= {wanted} of {name}", theirs / mine >= wanted, note)
        row(f"Matching: memory, 100,000 accounts, {dirt}", f"{max(memories):,.0f} MB", "-", "-", "<= 1,500 MB", max(memories) <= 1500,
            "with the pages of the mapped index")


def bench_match_batch(options):
    """One batch of 10,000 accounts."""
    count, records = 10_000, sample("accounts", 10_000)
    pairs = []
    for number in range(min(3, options.runs)):
        progress(f"match batch, {number + 1}")
        mine, _ = ours(records)
        took = peer("duckdb", records)
        pairs.append((mine, took["match"][0] + took["write"][0]))
    mine, theirs = (statistics.median(side) for side in zip(*pairs))
    row("Matching: a batch of 10,000 accounts", rate(count, mine), rate(count, theirs), f"{theirs / mine:.1f}", ">= 4 of duckdb",
        theirs / mine >= 4)


def bench_match_scale(options):
    """A million records cost no more each than a hundred thousand."""
    few, many = sample("accounts", 100_000), sample("accounts", 1_000_000)
    pairs = []
    for number in range(min(3, options.runs)):
        progress(f"match scale, {number + 1}")
        pairs.append((ours(few)[0] / 100_000, ours(many)))
    few_each = statistics.median(each for each, _ in pairs)
    many_each = statistics.median(seconds / 1_000_000 for _, (seconds, _) in pairs)
    most = max(memory for _, (_, memory) in pairs)
    row("Matching: 1,000,000 records beside 100,000", f"{many_each * 1e6:.1f} µs each", f"{few_each * 1e6:.1f} µs each",
        f"{many_each / few_each:.2f}", "<= 1.1", many_each / few_each <= 1.1, f"{most:,.0f} MB at most")


def bench_match_open(options):
    """Mapping the index of a million companies."""
    lone = folder() / "one.csv"
    with open(sample("accounts", 10_000)) as file:
        lone.write_text(file.readline() + file.readline())
    opened = statistics.median(matcher.match("account", index(), lone, folder() / "loam.csv")[0] for _ in range(options.runs))
    row("Matching: opening the index", f"{opened * 1000:.1f} ms", "-", "-", "<= 50 ms", opened <= 0.05)


MEASURES = {name[6:].replace("_", "-"): value for name, value in list(globals().items()) if name.startswith("bench_")}

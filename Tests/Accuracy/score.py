"""Holds answers against the truth: precision, recall, F1, calibration, and which dirt costs what."""
import csv
import dataclasses


@dataclasses.dataclass
class Answer:
    id: str
    confidence: float
    answer: str
    truth: str
    dirt: tuple
    has_contact: bool

    @property
    def right(self):
        return self.answer == self.truth and self.answer != ""


def read(records, answers, truth="truth_company_source_id", answer="company_source_id"):
    """The answers of a file beside the truth of the records, in the records' order."""
    with open(answers, newline="") as file:
        given = {row["Id"]: row for row in csv.DictReader(file)}
    result = []
    with open(records, newline="") as file:
        for row in csv.DictReader(file):
            got = given.get(row["Id"])
            if got is None:
                raise SystemExit(f"Error: {answers} has no answer to record {row['Id']}; every record needs one.")
            contact = any(row.get(field) for field in ("Website", "Phone", "Email", "Account.Website", "Account.Phone"))
            result.append(Answer(row["Id"], float(got["confidence"] or 0), got[answer], row[truth],
                                 tuple(row.get("truth_dirt", "").split()), contact))
    return result


@dataclasses.dataclass
class Score:
    records: int
    present: int
    answered: int
    right: int

    @property
    def precision(self):
        return self.right / self.answered if self.answered else 1.0

    @property
    def recall(self):
        return self.right / self.present if self.present else 1.0

    @property
    def f1(self):
        return 2 * self.right / (self.answered + self.present) if self.answered + self.present else 1.0


def together(scores):
    """The score of several sets of records as one."""
    return Score(*(sum(column) for column in zip(*map(dataclasses.astuple, scores))))


def score(answers, threshold=0.0):
    answered = [a for a in answers if a.answer and a.confidence >= threshold]
    return Score(len(answers), sum(1 for a in answers if a.truth), len(answered), sum(1 for a in answered if a.right))


def recall_at(answers, precision):
    """The best recall among the thresholds at which precision is at least so high, and that threshold."""
    present = sum(1 for a in answers if a.truth)
    best, threshold, right, answered = 0.0, None, 0, 0
    ranked = sorted((a for a in answers if a.answer), key=lambda a: -a.confidence)
    for place, a in enumerate(ranked):
        answered += 1
        right += a.right
        is_last_of_its_confidence = place + 1 == len(ranked) or ranked[place + 1].confidence < a.confidence
        if is_last_of_its_confidence and right / answered >= precision and right / present > best:
            best, threshold = right / present, a.confidence
    return best, threshold


def calibration(answers, edges=(50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 98, 99, 100, 101)):
    """For each band of confidence: how many answers, their mean confidence, and how many of a hundred are right."""
    bands = []
    for low, high in zip(edges, edges[1:]):
        inside = [a for a in answers if a.answer and low <= a.confidence < high]
        if inside:
            bands.append((low, len(inside), sum(a.confidence for a in inside) / len(inside),
                          100 * sum(a.right for a in inside) / len(inside)))
    return bands


def by_dirt(answers):
    """For each kind of dirt: records with it, those among them not found, those answered wrongly."""
    kinds = sorted({kind for a in answers for kind in a.dirt})
    rows = []
    for kind in kinds:
        having = [a for a in answers if kind in a.dirt]
        missed = sum(1 for a in having if a.truth and not a.answer)
        wrong = sum(1 for a in having if a.answer and not a.right)
        rows.append((kind, len(having), missed, wrong))
    return sorted(rows, key=lambda row: -(row[2] + row[3]) / row[1])


def plot(curves, path):
    """A calibration plot as SVG: a line a sample, the diagonal being right about how often one is right."""
    width, height, left, top, low = 520, 420, 56, 24, 50
    colours = ["#2563eb", "#d97706", "#059669", "#7c3aed", "#dc2626"]
    x = lambda value: left + (value - low) / (100 - low) * (width - left - 24)
    y = lambda value: top + (100 - value) / (100 - low) * (height - top - 56)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
           '<title>Confidence, and how many answers in a hundred are right</title>', '<rect width="100%" height="100%" fill="white"/>']
    for value in range(low, 101, 10):
        out += [f'<path d="M{left} {y(value):.1f}H{width - 24}M{x(value):.1f} {top}V{y(low):.1f}" stroke="#e5e7eb" fill="none"/>',
                f'<text x="{left - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value}</text>',
                f'<text x="{x(value):.1f}" y="{y(low) + 18:.1f}" text-anchor="middle">{value}</text>']
    out += [f'<path d="M{x(low):.1f} {y(low):.1f}L{x(100):.1f} {y(100):.1f}" stroke="#9ca3af" stroke-dasharray="4 4"/>',
            f'<text x="{(left + width) / 2:.0f}" y="{height - 12}" text-anchor="middle">confidence</text>',
            f'<text transform="translate(14 {height / 2:.0f}) rotate(-90)" text-anchor="middle">right in a hundred</text>']
    for number, (name, bands) in enumerate(curves):
        colour = colours[number % len(colours)]
        points = [(x(mean), y(max(low, right)), count) for _, count, mean, right in bands if count >= 30]
        if points:
            out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
                       + " ".join(f"{px:.1f},{py:.1f}" for px, py, _ in points) + '"/>')
        out += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3.5" fill="{colour}"/>' for px, py, _ in points]
        out.append(f'<text x="{left + 14}" y="{top + 18 + 16 * number}" fill="{colour}">{name}</text>')
    path.write_text("\n".join(out + ["</svg>", ""]))

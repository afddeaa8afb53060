"""What the fields allow: how well an oracle could do that sees only what the record says.

For each record the oracle is given the rows of the catalogue that share a website, a phone, a name, or a town and the first
letters of the name with it. It knows which fields of the record agree with each row. Where another row agrees on all that
the true one agrees on, and is no less alike in name, nothing in the record tells them apart, and the oracle is right as often
as a guess is. A record of which nothing agrees with its true row cannot be found. Where the catalogue does not hold the
company, the oracle is wrong when a row agrees in name and in everything else that the record says.
"""
import duckdb

import peers
import score


def bounds(catalogue, records):
    """For records with a website or phone and for those without: an oracle's score."""
    database = duckdb.connect()
    peers.read(database, catalogue, records)
    database.sql(f"""
        CREATE TABLE truth AS SELECT Id AS key, truth_company_source_id AS truth,
            coalesce(Website, '') <> '' OR coalesce(Phone, '') <> '' AS has_contact
        FROM read_csv('{records}', all_varchar = true)
    """)
    database.sql("""
        CREATE TABLE pairs AS
        WITH pairs AS (
            SELECT r.unique_id AS r, c.unique_id AS c FROM records r JOIN companies c ON r.domain = c.domain
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c ON r.phone = c.phone
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c ON r.name = c.name
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c ON r.city = c.city AND left(r.name, 4) = left(c.name, 4)
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c
                ON r.postcode = c.postcode AND left(r.name, 2) = left(c.name, 2)
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN truth t USING (key) JOIN companies c ON c.key = t.truth)
        SELECT r, c, coalesce(r.domain = c.domain, false)::INT AS d, coalesce(r.phone = c.phone, false)::INT AS p,
            coalesce(r.city = c.city, false)::INT AS t, coalesce(r.postcode = c.postcode, false)::INT AS z,
            coalesce(jaro_winkler_similarity(r.name, c.name), 0) AS n,
            (r.domain IS NULL OR r.domain = c.domain) AND (r.phone IS NULL OR r.phone = c.phone) AND (r.city IS NULL OR r.city = c.city)
                AND (r.postcode IS NULL OR r.postcode = c.postcode) AND r.name = c.name AS is_all,
            coalesce(tr.truth = c.key, false) AS is_true
        FROM pairs JOIN records r ON r.unique_id = pairs.r JOIN companies c ON c.unique_id = pairs.c LEFT JOIN truth tr ON tr.key = r.key
    """)
    found = database.sql("""
        WITH best AS (SELECT * FROM pairs WHERE is_true),
        rivals AS (
            SELECT b.r, count(o.c) AS rivals FROM best b LEFT JOIN pairs o
                ON o.r = b.r AND NOT o.is_true AND o.d >= b.d AND o.p >= b.p AND o.t >= b.t AND o.z >= b.z AND o.n >= b.n
            GROUP BY b.r)
        SELECT has_contact, count(*), sum(CASE WHEN b.d + b.p + b.t + b.z = 0 AND b.n < 0.75 THEN 0 ELSE 1 / (1 + rivals) END)
        FROM best b JOIN rivals USING (r) JOIN records ON unique_id = r JOIN truth USING (key) GROUP BY has_contact
    """).fetchall()
    absent = dict(database.sql("""
        SELECT has_contact, count(DISTINCT r) FROM pairs JOIN records ON records.unique_id = r JOIN truth USING (key)
        WHERE coalesce(truth.truth, '') = '' AND is_all GROUP BY has_contact
    """).fetchall())
    return {
        has_contact: score.Score(present, present, round(right) + absent.get(has_contact, 0), round(right))
        for has_contact, present, right in found
    }


def best_f1(answers):
    """The best F1 over all thresholds: what a peer reaches if its threshold is set with the truth in hand."""
    present = sum(1 for a in answers if a.truth)
    ranked = sorted((a for a in answers if a.answer), key=lambda a: -a.confidence)
    best, right = score.Score(len(answers), present, 0, 0), 0
    for place, a in enumerate(ranked):
        right += a.right
        last = place + 1 == len(ranked) or ranked[place + 1].confidence < a.confidence
        now = score.Score(len(answers), present, place + 1, right)
        if last and now.f1 > best.f1:
            best = now
    return best

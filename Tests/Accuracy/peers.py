#!/usr/bin/env python3
"""Does what Loam does with tools that are well known: peers.py splink|duckdb CATALOGUE RECORDS ANSWERS [--threads N]

CSV in, CSV out, accounts against companies. Prints one line of JSON: for each step its
seconds and those of all processors together. Both are used as a careful
engineer would after a day: names, domains and phones are cleaned first, with the same statements for both.
"""
import argparse
import json
import logging
import time

import duckdb

FORMS = ("inc|incorporated|llc|l l c|ltd|limited|gmbh|ag|ug|kg|co|corp|corporation|company|plc|llp|lp|pllc|sarl|sas|sasu|sa|srl|spa|"
         "sl|slu|bv|nv|vof|ab|as|asa|aps|oy|oyj|sp z o o|s r o|a s|lda|ltda|pty|pvt|private|kk|e k|se|snc|cv|de cv")


class Moment:
    """When a step began; what has passed since, in seconds and in seconds of all processors."""

    def __init__(self):
        self.time, self.processor = time.monotonic(), time.process_time()

    def passed(self):
        return [time.monotonic() - self.time, time.process_time() - self.processor]


def clean(database, table, source, columns):
    """Reads a CSV file into a table of comparable columns; blank is null."""
    name, website, phone, city, postcode, country, key = columns
    database.sql(f"""
        CREATE OR REPLACE TABLE {table} AS
        WITH raw AS (SELECT row_number() OVER () AS unique_id, {key} AS key, {name} AS name, {website} AS website,
                {phone} AS phone, {city} AS city, {postcode} AS postcode
            FROM read_csv('{source}', all_varchar = true, header = true)),
        plain AS (SELECT *, trim(regexp_replace(lower(strip_accents(name)), '[^a-z0-9]+', ' ', 'g')) AS words FROM raw)
        SELECT unique_id, key,
            nullif(coalesce(nullif(trim(regexp_replace(words, '( ({FORMS}))+$', '')), ''), words), '') AS name,
            nullif(regexp_extract(lower(website), '^(?:https?://)?(?:www\\.)?([^/?:]+)', 1), '') AS domain,
            nullif(right(regexp_replace(regexp_replace(phone, 'ext.*$', ''), '[^0-9]', '', 'g'), 8), '') AS phone,
            nullif(lower(strip_accents(city)), '') AS city, nullif(upper(replace(postcode, ' ', '')), '') AS postcode
        FROM plain
    """)


def read(database, catalogue, records):
    clean(database, "companies", catalogue, ("name", "website", "phone", "city", "postcode", "country", "source_id"))
    clean(database, "records", records, ("Name", "Website", "Phone", "BillingCity", "BillingPostalCode", "BillingCountry", "Id"))


def by_join(database):
    """A join on a few keys, a weighted sum of likenesses, the best row each: what is written by hand in SQL."""
    database.sql("""
        CREATE OR REPLACE TABLE best AS
        WITH pairs AS (
            SELECT r.unique_id AS r, c.unique_id AS c FROM records r JOIN companies c ON r.domain = c.domain
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c ON r.phone = c.phone
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c ON r.name = c.name
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c
                ON r.city = c.city AND left(r.name, 4) = left(c.name, 4)
            UNION SELECT r.unique_id, c.unique_id FROM records r JOIN companies c
                ON r.postcode = c.postcode AND left(r.name, 3) = left(c.name, 3)),
        scored AS (
            SELECT pairs.r, pairs.c, 5 * jaro_winkler_similarity(r.name, c.name)
                + CASE WHEN r.domain = c.domain THEN 2 WHEN r.domain IS NULL OR c.domain IS NULL THEN 0 ELSE -1 END
                + CASE WHEN r.phone = c.phone THEN 2 WHEN r.phone IS NULL OR c.phone IS NULL THEN 0 ELSE -0.5 END
                + CASE WHEN r.postcode = c.postcode THEN 1 ELSE 0 END + CASE WHEN r.city = c.city THEN 1 ELSE 0 END AS score
            FROM pairs JOIN records r ON r.unique_id = pairs.r JOIN companies c ON c.unique_id = pairs.c)
        SELECT r, arg_max(c, score) AS c, max(score) AS score FROM scored GROUP BY r
    """)


def by_splink(database, threads):
    """Splink as its documentation has it: blocking rules, comparisons with levels, trained without labels."""
    import splink.comparison_library as compare
    from splink import Linker, SettingsCreator, block_on
    from splink import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(database)
    settings = SettingsCreator(
        link_type="link_only", probability_two_random_records_match=1 / 1_000_000,
        blocking_rules_to_generate_predictions=[
            block_on("domain"), block_on("phone"), block_on("name"), block_on("city", "substr(name, 1, 4)"),
            block_on("postcode", "substr(name, 1, 3)"),
        ],
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("domain").configure(term_frequency_adjustments=True), compare.ExactMatch("phone"),
            compare.ExactMatch("postcode"), compare.JaroWinklerAtThresholds("city", [0.9]),
        ],
        retain_matching_columns=False, retain_intermediate_calculation_columns=False,
    )
    tables = [api.register(table, dataset_display_name=f"the_{table}") for table in ("records", "companies")]
    linker = Linker(tables, settings, log_level=None)
    began = Moment()
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("domain"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name", "city"))
    trained = began.passed()
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    database.sql(f"""
        CREATE OR REPLACE TABLE best AS
        SELECT r, arg_max(c, weight) AS c, max(weight) AS score FROM (
            SELECT match_weight AS weight,
                CASE WHEN source_dataset_l = 'the_records' THEN unique_id_l ELSE unique_id_r END AS r,
                CASE WHEN source_dataset_l = 'the_records' THEN unique_id_r ELSE unique_id_l END AS c
            FROM {pairs.physical_name}) GROUP BY r
    """)
    return trained


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=["splink", "duckdb"])
    parser.add_argument("catalogue")
    parser.add_argument("records")
    parser.add_argument("answers")
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    database = duckdb.connect()
    if options.threads:
        database.sql(f"SET threads = {options.threads}")
    steps, began = {}, Moment()
    read(database, options.catalogue, options.records)
    steps["read"] = began.passed()
    began = Moment()
    if options.peer == "duckdb":
        by_join(database)
        steps["match"] = began.passed()
    else:
        steps["train"] = by_splink(database, options.threads)
        steps["match"] = [both - trained for both, trained in zip(began.passed(), steps["train"])]
    began = Moment()
    database.sql(f"""
        COPY (SELECT r.key AS "Id", coalesce(best.score, 0) AS confidence, coalesce(c.key, '') AS company_source_id
            FROM records r LEFT JOIN best ON best.r = r.unique_id LEFT JOIN companies c ON c.unique_id = best.c
            ORDER BY r.unique_id) TO '{options.answers}' (HEADER)
    """)
    steps["write"] = began.passed()
    print(json.dumps({name: [round(seconds, 3) for seconds in both] for name, both in steps.items()}))


if __name__ == "__main__":
    main()

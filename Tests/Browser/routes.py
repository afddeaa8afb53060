"""Every address that the portal answers with a GET, filled in with what an installation holds.

Who adds a route adds it here, too: test_every_route.py compares this with `loam routes`.
"""
import re
import sqlite3

from process import run

# By what a part of an address is filled in: the id of something of which the page is about.
LATEST_RUN = "SELECT id FROM runs WHERE purpose = 'enrich' OR purpose = 'apply' ORDER BY id DESC LIMIT 1"
JOB = "SELECT id FROM enrich_jobs WHERE deleted_at IS NULL ORDER BY id LIMIT 1"
ACTIVE = "SELECT id FROM users WHERE state = 'active' ORDER BY id DESC LIMIT 1"
INVITED = "SELECT id FROM users WHERE state = 'invited' ORDER BY id DESC LIMIT 1"
PARTS = {
    "/runs/:run/records/:record": {"record": f"SELECT record_id FROM run_records WHERE run_id = ({LATEST_RUN}) ORDER BY record_id LIMIT 1"},
    "/runs": {"run": LATEST_RUN},
    "/companies": {"company": "SELECT number FROM companies ORDER BY number LIMIT 1"},
    "/people": {"person": "SELECT number FROM people ORDER BY number LIMIT 1"},
    "/lists": {"list": "SELECT id FROM lists ORDER BY id LIMIT 1"},
    "/sources": {"source": "SELECT number FROM catalogue_sources ORDER BY number LIMIT 1"},
    "/loads": {"load": "SELECT load FROM catalogue_rejects ORDER BY load LIMIT 1"},
    "/reviews": {"review": "SELECT id FROM match_reviews ORDER BY id LIMIT 1"},
    "/enrich/jobs": {"job": JOB},
    "/integrations/salesforce": {"connection": "SELECT id FROM org_connections ORDER BY id LIMIT 1", "user": ACTIVE},
    "/users/:user/invitation": {"user": INVITED},
    "/users": {"user": ACTIVE},
    "/products": {"product": "SELECT id FROM products WHERE used = 0 ORDER BY id LIMIT 1"},
    "/provisioning/tokens": {"token": "SELECT id FROM provisioning_tokens WHERE revoked_at IS NULL LIMIT 1"},
    "/provisioning/groups": {"group": "SELECT id FROM directory_entries WHERE kind = 'group' LIMIT 1"},
    "/keys": {"key": "SELECT id FROM api_keys WHERE revoked_at IS NULL ORDER BY id LIMIT 1"},
    "/access/single-sign-on": {"provider": "SELECT id FROM sign_on_providers ORDER BY id LIMIT 1"},
    "/single-sign-on": {"provider": "SELECT id FROM sign_on_providers ORDER BY id LIMIT 1"},
    "/mail": {"mail": "SELECT id FROM outbox_mails ORDER BY id DESC LIMIT 1"},
    "/jobs": {"job": "SELECT id FROM jobs ORDER BY id DESC LIMIT 1"},
}
# What is asked for beside the path.
QUERIES = {
    "/dashboard/runs": "?figure=companies", "/find": "?q=a", "/records": "?record={record}", "/lists/add": "?kind=companies&number=1",
    "/searches/new": "?kind=companies&q=loom", "/enrich/jobs/new": "?object=Account", "/credits": "?month=2020-02",
}
# Answers that are no pages: what they are of instead.
OTHERS = {
    "/dashboard/contacts.csv": "text/csv", "/dashboard/companies.csv": "text/csv", "/credits.csv": "text/csv",
    "/runs/:run/changes.csv": "text/csv", "/lists/:list/export.csv": "text/csv", "/loads/:load/rejects.csv": "text/csv",
    "/audit.csv": "text/csv", "/enrich/jobs/:job/job.json": "application/json",
    # Only an org that is called by a signed statement has one; this one was signed in to.
    "/integrations/salesforce/:connection/certificate.crt": "HTTP Error 404",
    "/single-sign-on/:provider/metadata": "application/",
    "/runs/live": "text/event-stream", "/runs/:run/live": "text/event-stream", "/sources/live": "text/event-stream",
    "/jobs/live": "text/event-stream",
}
# Pages that only somebody sees who is not signed in.
SIGNED_OUT = {"/first-run", "/sign-in", "/sign-in/local", "/forgot-password", "/password-reset/:token", "/invitation/:token",
              "/single-sign-on/:provider", "/single-sign-on/:provider/callback", "/single-sign-on/:provider/signed-out"}
# Ways to and from others, which test_single_sign_on.py and enriching.py go to their end.
PASSAGES = {"/single-sign-on/:provider", "/single-sign-on/:provider/callback", "/single-sign-on/:provider/sign-out",
            "/integrations/salesforce/callback", "/access/single-sign-on/:provider/test"}


def portal_routes():
    """What `loam routes` says that the portal answers: pattern, and who may see it."""
    routes = {}
    for line in run("routes").stdout.splitlines():
        words = line.split()
        if words and words[0] == "GET" and words[-1] == "portal" and not words[1].startswith("/assets/"):
            routes[words[1]] = " ".join(words[2:-1])
    return routes


class Addresses:
    """Fills in the patterns of routes from the tables of an installation."""

    def __init__(self, data):
        self.database = sqlite3.connect(f"file:{data}/loam.db?mode=ro", uri=True)

    def first(self, sql):
        row = self.database.execute(sql).fetchone()
        return None if row is None else str(row[0])

    def of(self, pattern):
        """The address, or nothing where there is nothing of which it could be."""
        path = pattern
        for name in re.findall(r":(\w+)", pattern):
            value = "no-such-token" if name == "token" and pattern in SIGNED_OUT else self.part(pattern, name)
            if value is None:
                return None
            path = path.replace(f":{name}", value)
        record = PARTS["/runs/:run/records/:record"]["record"]
        query = QUERIES.get(pattern, "")
        return path + (query.format(record=self.first(record)) if "{" in query else query)

    def part(self, pattern, name):
        starts = [start for start, parts in PARTS.items() if pattern.startswith(start) and name in parts]
        return self.first(PARTS[max(starts, key=len)][name])

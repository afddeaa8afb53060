"""The reconciliation service, by a client that others wrote, and by requests as OpenRefine sends them."""
import json
import os
import sys
import urllib.parse
import urllib.request

import pandas
import pytest
from reconciler import reconcile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import Loam, run, temporary_folder, until  # noqa: E402

COMPANIES = """source_id,name,website,city,country,industry
a,Acme Looms,acme.example,Berlin,Germany,Textiles
b,Beta Holding,beta.example,Rome,Italy,Finance
""" + "".join(f"c{i},Tarn {i} Widgets,tarn{i}widgets.example,Husum,Germany,Widgets\n" for i in range(60))


@pytest.fixture(scope="module")
def endpoint():
    with temporary_folder() as folder:
        data = ["--data", f"{folder}/data"]
        run("user", "create", "--email", "ada@example.org", "--role", "admin", "--organisation", "Weaver", *data)
        (file := os.path.join(folder, "companies.csv"))
        with open(file, "w") as out:
            out.write(COMPANIES)
        run("catalogue", "load", file, *data)
        with Loam(folder, "--public-url", "http://refine.example") as loam:
            key = run("key", "create", "--name", "refine", "--role", "auditor", *data).stdout.splitlines()[-1]
            address = f"{loam.url}/reconcile/{key}"
            until(lambda: '"id":"c1"' in ask(address, queries=json.dumps({"q0": {"query": "c1"}})), what="the index")
            yield address


def ask(address, **form):
    body = urllib.parse.urlencode(form).encode() if form else None
    try:
        with urllib.request.urlopen(address, body, timeout=5) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_the_client_of_pandas_reconciles_a_column(endpoint):
    """X-13: the package reconciler matches a column of names, with another column to tell them apart"""
    table = pandas.DataFrame({"name": ["Acme Looms", "Tarn 7 Widgets"], "site": ["acme.example", "tarn7widgets.example"]})
    found = reconcile(table["name"], type_id="company", property_mapping={"website": table["site"]},
                      reconciliation_endpoint=endpoint)
    assert list(found["name"]) == ["Acme Looms", "Tarn 7 Widgets"]
    assert list(found["match"]) == [True, True]
    assert list(found["type_id"]) == ["company", "company"]


def test_a_column_as_openrefine_matches_and_extends_it(endpoint):
    """X-13: what OpenRefine sends from the manifest to the values of a property"""
    manifest = json.loads(ask(endpoint))
    service = manifest["suggest"]["property"]
    assert service["service_url"].startswith("http://refine.example/reconcile/")
    here = lambda url: url.replace("http://refine.example", endpoint.split("/reconcile/")[0])  # noqa: E731
    properties = json.loads(ask(here(service["service_url"] + service["service_path"]) + "?prefix=web"))["result"]
    query = {"query": "Acme Looms", "type": manifest["defaultTypes"][0]["id"], "type_strict": "should", "limit": 6,
             "properties": [{"p": "site", "pid": properties[0]["id"], "v": "www.acme.example"}]}
    best = json.loads(ask(endpoint, queries=json.dumps({"q0": query})))["q0"]["result"][0]
    assert (best["id"], best["match"]) == ("c1", True)
    preview = ask(here(manifest["preview"]["url"].replace("{{id}}", best["id"])))
    assert "<h1>Acme Looms</h1>" in preview
    proposed = manifest["extend"]["propose_properties"]
    ids = [one["id"] for one in json.loads(
        ask(here(proposed["service_url"] + proposed["service_path"]) + "?type=company"))["properties"]]
    order = {"ids": [best["id"]], "properties": [{"id": one} for one in ids]}
    rows = json.loads(ask(endpoint, extend=json.dumps(order)))["rows"]
    assert rows["c1"]["industry"] == [{"str": "Textiles"}]

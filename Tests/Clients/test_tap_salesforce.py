"""tap-salesforce as a program of its own: discovery and replication by REST and by Bulk API 1.0."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
TAP = pathlib.Path(sys.executable).with_name("tap-salesforce")


def run_tap(sandbox, folder, api, *words, **config):
    """Runs the tap to its end, and gives what it wrote on its standard output."""
    settings = {"refresh_token": sandbox.refresh_token, "client_id": sandbox.consumer_key,
                "client_secret": sandbox.consumer_secret, "start_date": "2020-01-01T00:00:00Z", "api_type": api,
                "select_fields_by_default": "true", "quota_percent_total": "95", "quota_percent_per_run": "95"} | config
    path = folder / "config.json"
    path.write_text(json.dumps(settings))
    environment = {**os.environ, "PYTHONPATH": str(HERE / "names")}
    done = subprocess.run([TAP, "--config", path, *words], capture_output=True, text=True, timeout=180, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module", params=["REST", "BULK"])
def api(request):
    return request.param


@pytest.fixture(scope="module")
def discovered(sandbox, api, tmp_path_factory):
    return json.loads(run_tap(sandbox, tmp_path_factory.mktemp("tap"), api, "--discover"))


@pytest.fixture(scope="module")
def accounts(sf, unique):
    name = unique("Tapped")
    sf.bulk2.Account.insert(records=[{"Name": f"{name} {i}", "NumberOfEmployees": str(i)} for i in range(20)], wait=0.2)
    return name


def chosen(discovered, *names):
    """The catalogue with these streams selected."""
    streams = [stream for stream in discovered["streams"] if stream["stream"] in names]
    for stream in streams:
        root = next(one for one in stream["metadata"] if one["breadcrumb"] == [])["metadata"]
        root |= {"selected": True, "replication-method": "INCREMENTAL", "replication-key": "SystemModstamp"}
    return {"streams": streams}


def messages(output):
    return [json.loads(line) for line in output.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def replicated(sandbox, api, discovered, accounts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tap")
    (folder / "catalog.json").write_text(json.dumps(chosen(discovered, "Account", "User")))
    return messages(run_tap(sandbox, folder, api, "--properties", folder / "catalog.json"))


def test_discovery_finds_the_standard_objects(discovered):
    assert {"Account", "Contact", "Lead", "Opportunity", "User"} <= {one["stream"] for one in discovered["streams"]}


def test_discovery_understands_every_type_of_field(discovered):
    account = next(one for one in discovered["streams"] if one["stream"] == "Account")
    properties = account["schema"]["properties"]
    assert properties["NumberOfEmployees"]["type"] == ["null", "integer"]
    assert properties["AnnualRevenue"]["type"] == ["null", "number"]
    assert properties["Id"]["type"] == "string"


def test_discovery_picks_the_system_timestamp_for_replication(discovered):
    account = next(one for one in discovered["streams"] if one["stream"] == "Account")
    root = next(one for one in account["metadata"] if one["breadcrumb"] == [])["metadata"]
    assert root["valid-replication-keys"] == ["SystemModstamp"] and root["table-key-properties"] == ["Id"]


def test_compound_addresses_are_left_to_rest(discovered, api):
    account = next(one for one in discovered["streams"] if one["stream"] == "Account")
    address = next(one for one in account["metadata"] if one["breadcrumb"] == ["properties", "BillingAddress"])
    assert address["metadata"]["inclusion"] == ("unsupported" if api == "BULK" else "available")


def test_replication_brings_every_row(replicated, accounts):
    rows = [one["record"] for one in replicated if one["type"] == "RECORD" and one["stream"] == "Account"]
    mine = {row["Name"]: row for row in rows if row["Name"].startswith(accounts)}
    assert set(mine) == {f"{accounts} {i}" for i in range(20)}
    assert mine[f"{accounts} 7"]["NumberOfEmployees"] == 7 and mine[f"{accounts} 7"]["IsDeleted"] is False


def test_replication_brings_the_schema_before_the_rows(replicated):
    kinds = [one["type"] for one in replicated if one.get("stream") == "Account"]
    assert kinds.index("SCHEMA") < kinds.index("RECORD")


def test_replication_ends_with_a_bookmark(replicated):
    state = [one["value"] for one in replicated if one["type"] == "STATE"][-1]
    assert state["current_stream"] is None and state["bookmarks"]["Account"]["SystemModstamp"].startswith("20")


def test_a_bookmark_brings_only_what_changed_since(sandbox, sf, api, discovered, unique, tmp_path):
    made = sf.Account.create({"Name": unique("Later")})["id"]
    since = sf.Account.get(made)["SystemModstamp"].replace("+0000", "Z")
    (tmp_path / "catalog.json").write_text(json.dumps(chosen(discovered, "Account")))
    (tmp_path / "state.json").write_text(json.dumps({"bookmarks": {"Account": {"SystemModstamp": since, "version": 1}}}))
    output = run_tap(sandbox, tmp_path, api, "--properties", tmp_path / "catalog.json", "--state", tmp_path / "state.json")
    rows = [one["record"] for one in messages(output) if one["type"] == "RECORD"]
    assert made in [row["Id"] for row in rows]
    assert all(row["SystemModstamp"] >= since[:19] for row in rows)

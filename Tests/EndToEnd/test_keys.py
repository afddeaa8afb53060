"""An API key made by command lets a program in, until it is revoked."""
import json
import os
import sys
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import Loam, run, temporary_folder  # noqa: E402


def me(loam, key):
    request = urllib.request.Request(loam.url + "/v1/me", headers={"Authorization": f"Bearer {key}"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_key_made_by_command_works_until_revoked():
    """a key made by command while the server runs is good for /v1/me, and no more once it is revoked"""
    with temporary_folder() as folder:
        data = ["--data", f"{folder}/data"]
        run("user", "create", "--email", "ada@example.org", "--role", "admin", "--organisation", "Weaver", *data)
        with Loam(folder) as loam:
            key = run("key", "create", "--name", "nightly", "--role", "member", *data).stdout.splitlines()[-1]
            assert me(loam, key)[0] == 200
            assert me(loam, key + "x")[0] == 401
            listed = json.loads(run("key", "list", "--json", *data).stdout)
            run("key", "revoke", listed[0]["id"], *data)
            assert me(loam, key)[0] == 401

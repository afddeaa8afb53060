"""What other people's SCIM tools do not look at: filters, pages, orders, tags, names that are taken, and the forms of answers.

Each check is proven: `BREAKAGES` alter what goes between the check and the server, one fault at a time, and the check has to
fail. `python Tests/Clients/test_scim_checks.py` writes the list to docs/proofs/scim-breakages.md.
"""
import json
import pathlib
import re
import sys
import time
import urllib.parse
import uuid

import pytest

from scim_directory import ENGINES, ENTERPRISE, ERROR, GROUP, LIST, LOAM, USER, Directory, directory_on

PEOPLE = 7


class World:
    """A few people who differ in what is asked for, and a group of two of them; of this run alone, by a mark."""

    def __init__(self, directory):
        self.mark = uuid.uuid4().hex[:10]
        self.people = []
        for number in range(PEOPLE):
            body = {
                "userName": f"U{number}.{self.mark}@Example.com", "displayName": f"{self.mark} {'cagbedf'[number]}",
                "title": ["Boss", "boss", "Clerk"][number % 3], "externalId": f"X{number}{self.mark}", "active": number != 3,
                "emails": [{"value": f"work{number}.{self.mark}@example.com", "type": "work", "primary": True},
                           {"value": f"home{number}.{self.mark}@example.com", "type": "home"}],
                "name": {"familyName": f"F{number}", "givenName": f"G{number}"},
                ENTERPRISE: {"department": f"D{number % 2} {self.mark}"}}
            made = directory.call("POST", "/Users", body)
            assert made.status == 201, made.text
            self.people.append(made.json)
        members = [{"value": person["id"]} for person in self.people[:2]]
        self.group = directory.call("POST", "/Groups", {"displayName": f"Group {self.mark}", "members": members}).json

    @property
    def all(self):
        return f'displayName sw "{self.mark}"'

    def numbers(self, answer):
        """Which of the people these are."""
        assert answer.status == 200, answer.text
        ids = [person["id"] for person in self.people]
        return [ids.index(one["id"]) for one in answer.json["Resources"]]

    def list(self, directory, text=None, kind="Users", **query):
        words = {"filter": text, **query}
        words = {name: value for name, value in words.items() if value is not None}
        return directory.call("GET", f"/{kind}?{urllib.parse.urlencode(words)}")


# Checks. Each takes a directory, which may be broken, and people who were made in one that is not.

def filters(directory, world):
    mark = world.mark
    cases = [
        (f'userName eq "U2.{mark}@Example.com"', [2]), (f'displayName eq "{mark} A"', [1]),
        (f'externalId eq "X4{mark}"', [4]), (f'{world.all} and active eq false', [3]), (f'{world.all} and active ne false', [0, 1, 2, 4, 5, 6]),
        (f'{world.all} and title eq "BOSS"', [0, 1, 3, 4, 6]), (f'{world.all} and title co "ler"', [2, 5]),
        (f'{world.all} and not (title eq "boss")', [2, 5]), (f'userName sw "u5.{mark}"', [5]), (f'userName ew "{mark}@EXAMPLE.com"', [0, 1, 2, 3, 4, 5, 6]),
        (f'emails.value eq "home6.{mark}@example.com"', [6]), (f'emails[type eq "work" and value eq "WORK1.{mark}@example.com"]', [1]),
        (f'emails[type eq "home" and value eq "work1.{mark}@example.com"]', []), (f'{world.all} and name.familyName gt "F4"', [5, 6]),
        (f'{world.all} and (title eq "clerk" or name.givenName eq "g0")', [0, 2, 5]), (f'externalId eq "X0{mark}" or {world.all} and title eq "clerk"', [0, 2, 5]),
        (f'{ENTERPRISE}:department eq "d1 {mark}"', [1, 3, 5]), (f'{world.all} and nickName pr', []), (f'{world.all} and groups.value eq "{world.group["id"]}"', [0, 1]),
        (f'id eq "{world.people[6]["id"]}"', [6]),
    ]
    for text, wanted in cases:
        answer = world.list(directory, text)
        assert sorted(world.numbers(answer)) == wanted, text
        assert answer.json["totalResults"] == len(wanted), text


def filters_fold_names(directory, world):
    mark = world.mark
    for text in (f'userName eq "u2.{mark}@example.com"', f'USERNAME EQ "U2.{mark.upper()}@EXAMPLE.COM"'):
        assert world.numbers(world.list(directory, text)) == [2], text
    assert world.numbers(world.list(directory, f'externalId eq "x4{mark}"')) == []


def filters_for_nobody(directory, world):
    answer = world.list(directory, f'userName eq "{uuid.uuid4()}"')
    assert (answer.status, answer.json["totalResults"], answer.json.get("Resources", [])) == (200, 0, [])


def filters_that_are_none(directory, world):
    for text in ('userName', 'userName eq', 'userName xx "a"', 'nothing eq "a"', '(userName pr', 'userName eq "a" and'):
        answer = world.list(directory, text)
        assert (answer.status, answer.json.get("scimType")) == (400, "invalidFilter"), text


def filters_of_groups(directory, world):
    member = world.people[0]["id"]
    both = f'id eq "{world.group["id"]}" and members eq '
    assert world.list(directory, both + f'"{member}"', "Groups").json["totalResults"] == 1
    assert world.list(directory, both + f'"{world.people[4]["id"]}"', "Groups").json["totalResults"] == 0


def pages(directory, world):
    seen = []
    for start in range(1, PEOPLE + 1, 3):
        answer = world.list(directory, world.all, startIndex=start, count=3)
        numbers = world.numbers(answer)
        told = answer.json
        assert told["schemas"] == [LIST]
        assert all(type(told[name]) is int for name in ("totalResults", "startIndex", "itemsPerPage"))
        assert told["totalResults"] == PEOPLE and told["startIndex"] == start
        assert told["itemsPerPage"] == len(numbers) == min(3, PEOPLE + 1 - start)
        seen += numbers
    assert sorted(seen) == list(range(PEOPLE))


def pages_past_the_end(directory, world):
    for start, count, items in ((PEOPLE + 1, 3, 0), (10_000, 5, 0), (1, 0, 0), (0, 100, PEOPLE), (-3, 100, PEOPLE)):
        told = world.list(directory, world.all, startIndex=start, count=count).json
        assert (told["totalResults"], told["itemsPerPage"], len(told["Resources"])) == (PEOPLE, items, items), (start, count)


def pages_of_all(directory, world):
    """Without a filter, from the first page to the last: everybody once, as many as are told."""
    seen, start = [], 1
    while True:
        told = world.list(directory, startIndex=start, count=50).json
        if not told["Resources"]:
            break
        seen += [one["id"] for one in told["Resources"]]
        start += told["itemsPerPage"]
    assert len(seen) == len(set(seen)) == told["totalResults"]
    assert {person["id"] for person in world.people} <= set(seen)


def pages_by_cursor(directory, world):
    seen, cursor = [], ""
    while cursor is not None:
        told = world.list(directory, world.all, cursor=cursor, count=3).json
        assert told["totalResults"] == PEOPLE
        seen += [one["id"] for one in told["Resources"]]
        cursor = told.get("nextCursor")
        assert len(seen) <= PEOPLE
    assert sorted(seen) == sorted(person["id"] for person in world.people)


def orders(directory, world):
    by_name = sorted(range(PEOPLE), key=lambda number: "cagbedf"[number])
    assert world.numbers(world.list(directory, world.all, sortBy="displayName")) == by_name
    assert world.numbers(world.list(directory, world.all, sortBy="displayName", sortOrder="descending")) == by_name[::-1]
    assert world.numbers(world.list(directory, world.all, sortBy="userName", sortOrder="ascending")) == list(range(PEOPLE))
    first = world.list(directory, world.all, sortBy="displayName", startIndex=2, count=2)
    assert world.numbers(first) == by_name[1:3]
    assert world.numbers(world.list(directory, world.all, sortBy="meta.created", sortOrder="descending")) == list(range(PEOPLE))[::-1]


def orders_fold_names(directory, world):
    titles = [world.people[number]["title"].lower() for number in world.numbers(world.list(directory, world.all, sortBy="title"))]
    assert titles == sorted(titles)


def searches(directory, world):
    answer = directory.call("POST", "/Users/.search", {"filter": world.all, "sortBy": "displayName", "startIndex": 2, "count": 2, "attributes": ["userName"]})
    assert world.numbers(answer) == sorted(range(PEOPLE), key=lambda number: "cagbedf"[number])[1:3]
    assert set(answer.json["Resources"][0]) == {"schemas", "id", "userName"}


def projections(directory, world):
    path = f"/Users/{world.people[0]['id']}"
    assert set(directory.call("GET", path + "?attributes=userName,emails.value").json) == {"schemas", "id", "userName", "emails"}
    assert set(directory.call("GET", path + "?attributes=emails.value").json["emails"][0]) == {"value"}
    assert "name" not in directory.call("GET", path + "?excludedAttributes=name").json
    listed = world.list(directory, world.all, attributes="userName").json["Resources"]
    assert all(set(one) == {"schemas", "id", "userName"} for one in listed)
    assert all("emails" not in one for one in world.list(directory, world.all, excludedAttributes="emails").json["Resources"])


def tags(directory, world):
    path = f"/Users/{world.people[1]['id']}"
    first = directory.call("GET", path)
    assert first.headers["ETag"] == first.json["meta"]["version"] and re.fullmatch(r'W/"\d+"', first.headers["ETag"])
    changed = directory.patch(path, {"op": "replace", "path": "nickName", "value": uuid.uuid4().hex})
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert directory.call("GET", path).headers["ETag"] == changed.headers["ETag"]
    listed = world.list(directory, f'id eq "{world.people[1]["id"]}"').json["Resources"][0]
    assert listed["meta"]["version"] == changed.headers["ETag"]


def tags_keep_changes_apart(directory, world):
    path = f"/Users/{world.people[1]['id']}"
    old = directory.call("GET", path).headers["ETag"]
    change = {"Operations": [{"op": "replace", "path": "nickName", "value": uuid.uuid4().hex}]}
    assert directory.call("PATCH", path, change, If_Match=old).status == 200
    change["Operations"][0]["value"] = "lost"
    for method, body in (("PATCH", change), ("PUT", {"userName": world.people[1]["userName"]}), ("DELETE", None)):
        assert directory.call(method, path, body, If_Match=old).status == 412, method
    assert directory.call("GET", path).json["nickName"] != "lost"
    assert directory.call("PATCH", path, change, If_Match="*").status == 200


def tags_save_answers(directory, world):
    path = f"/Users/{world.people[2]['id']}"
    tag = directory.call("GET", path).headers["ETag"]
    same = directory.call("GET", path, If_None_Match=tag)
    assert (same.status, same.text) == (304, "")
    assert directory.call("GET", path, If_None_Match='W/"999"').status == 200


def names_are_taken_once(directory, world):
    name = world.people[0]["userName"]
    for taken in (name, name.upper(), name.lower()):
        answer = directory.call("POST", "/Users", {"userName": taken})
        assert (answer.status, answer.json.get("scimType")) == (409, "uniqueness"), taken
    assert world.list(directory, f'userName eq "{name}"').json["totalResults"] == 1
    group = directory.call("POST", "/Groups", {"displayName": world.group["displayName"].upper()})
    assert (group.status, group.json.get("scimType")) == (409, "uniqueness")


def names_are_not_taken_by_change(directory, world):
    name, path = world.people[0]["userName"].upper(), f"/Users/{world.people[4]['id']}"
    assert directory.patch(path, {"op": "replace", "path": "userName", "value": name}).status == 409
    assert directory.call("PUT", path, {"userName": name}).status == 409
    assert directory.call("GET", path).json["userName"] == world.people[4]["userName"]


def names_come_free(directory, world):
    name = f"{uuid.uuid4()}@example.com"
    made = directory.call("POST", "/Users", {"userName": name})
    path = f"/Users/{made.json['id']}"
    assert directory.call("DELETE", path).status == 204
    for method, body in (("GET", None), ("PATCH", {"Operations": [{"op": "add", "path": "title", "value": "T"}]}), ("DELETE", None)):
        gone = directory.call(method, path, body)
        assert (gone.status, gone.json["schemas"], gone.json["status"]) == (404, [ERROR], "404")
    again = directory.call("POST", "/Users", {"userName": name})
    assert again.status == 201 and again.json["id"] != made.json["id"]


def places(directory, world):
    """Where a resource is, when it was made, and when it was changed."""
    before = time.time()
    made = directory.call("POST", "/Users", {"userName": f"{uuid.uuid4()}@Example.com"})
    meta = made.json["meta"]
    path = f"/Users/{made.json['id']}"
    assert made.headers["Location"] == meta["location"] and meta["location"].startswith("http") and meta["location"].endswith("/scim/v2" + path)
    assert meta["resourceType"] == "User" and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", meta["created"])
    assert abs(time.mktime(time.strptime(meta["created"][:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone - before) < 60
    assert meta["lastModified"] == meta["created"]
    time.sleep(0.005)
    changed = directory.patch(path, {"op": "replace", "path": "title", "value": "T"}).json["meta"]
    assert changed["created"] == meta["created"] and changed["lastModified"] > meta["lastModified"]
    same = directory.patch(path, {"op": "replace", "path": "title", "value": "T"}).json["meta"]
    assert same["lastModified"] == changed["lastModified"] and same["version"] == changed["version"]


def forms(directory, world):
    """Flags are flags, texts stay as they were sent, secrets are not told, and an error says what is wrong."""
    name = f"MiXed.{uuid.uuid4()}@Example.com"
    made = directory.call("POST", "/Users", {"userName": name, "active": True, "password": "1mz050nq"})
    assert made.status == 201 and made.json["active"] is True and made.json["userName"] == name
    assert "password" not in made.text and made.headers["Content-Type"].startswith("application/scim+json")
    for path in (f"/Users/{uuid.uuid4()}", "/Users?filter=x"):
        fault = directory.call("GET", path)
        assert fault.json["schemas"] == [ERROR] and fault.json["status"] == str(fault.status) and fault.json["detail"]
    denied = directory.call("GET", "/Users", authorization="Bearer nothing")
    assert denied.status == 401 and denied.json["status"] == "401" and denied.headers["WWW-Authenticate"].startswith("Bearer")


def members(directory, world):
    """One is taken out of a group, and the others stay."""
    ids = [person["id"] for person in world.people[3:6]]
    made = directory.call("POST", "/Groups", {"displayName": uuid.uuid4().hex, "members": [{"value": one} for one in ids]})
    path = f"/Groups/{made.json['id']}"
    left = directory.patch(path, {"op": "Remove", "path": "members", "value": [{"value": ids[0]}]})
    assert sorted(one["value"] for one in left.json["members"]) == sorted(ids[1:])
    again = directory.patch(path, {"op": "add", "path": "members", "value": [{"value": ids[1]}]})
    assert len(again.json["members"]) == 2
    person = directory.call("GET", f"/Users/{ids[1]}").json
    assert made.json["id"] in [one["value"] for one in person["groups"]]


def operations(directory, world):
    """Many operations in one request: each has its own answer, in order."""
    name = f"{uuid.uuid4()}@example.com"
    answer = directory.call("POST", "/Bulk", {"Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "a", "data": {"userName": name}},
        {"method": "POST", "path": "/Users", "bulkId": "b", "data": {"userName": name.upper()}},
        {"method": "POST", "path": "/Groups", "bulkId": "g", "data": {"displayName": name, "members": [{"value": "bulkId:a"}]}},
        {"method": "DELETE", "path": f"/Users/{uuid.uuid4()}"}]})
    told = answer.json["Operations"]
    assert [one["status"] for one in told] == ["201", "409", "201", "404"]
    assert [one.get("bulkId") for one in told] == ["a", "b", "g", None]
    group = directory.call("GET", told[2]["location"].split("/scim/v2")[1]).json
    assert [one["value"] for one in group["members"]] == [told[0]["location"].rsplit("/", 1)[1]]


CHECKS = [filters, filters_fold_names, filters_for_nobody, filters_that_are_none, filters_of_groups, pages, pages_past_the_end,
          pages_of_all, pages_by_cursor, orders, orders_fold_names, searches, projections, tags, tags_keep_changes_apart,
          tags_save_answers, names_are_taken_once, names_are_not_taken_by_change, names_come_free, places, forms, members, operations]


# Breakages. Each stands between a check and the server: it alters the request, or the answer.

class Broken(Directory):
    def __init__(self, directory, asked=None, answered=None):
        super().__init__(directory.loam, directory.token, directory.portal)
        self.asked, self.answered, self.kept = asked, answered, {}

    def call(self, method, path, body=None, **more):
        request = {"method": method, "path": path, "body": json.loads(json.dumps(body)), **more}
        if self.asked:
            self.asked(request)
        answer = super().call(request.pop("method"), request.pop("path"), request.pop("body"), **request)
        answer.headers = {name.title().replace("Etag", "ETag").replace("Www-", "WWW-"): value for name, value in answer.headers.items()}
        if self.answered:
            self.answered(self, {"method": method, "path": path, "body": body}, answer)
            answer.text = json.dumps(answer.json) if answer.text else ""
        return answer


def query(change):
    """Alters the words of a list's address."""
    def asked(request):
        place, mark, text = request["path"].partition("?")
        words = dict(urllib.parse.parse_qsl(text))
        change(words)
        request["path"] = place + ("?" + urllib.parse.urlencode(words) if words else "")
    return asked


def rewritten(old, new):
    def change(words):
        if "filter" in words:
            words["filter"] = re.sub(old, new, words["filter"])
    return query(change)


def without(*names):
    return query(lambda words: [words.pop(name, None) for name in names])


def resources(change):
    """Alters each resource that is told."""
    def answered(broken, request, answer):
        for one in answer.json.get("Resources", [answer.json]):
            if one.get("meta", {}).get("resourceType") or "userName" in one:
                change(one)
    return answered


def lists(change):
    def answered(broken, request, answer):
        if "totalResults" in answer.json:
            change(answer.json, request)
    return answered


def status(old, new):
    def answered(broken, request, answer):
        if answer.status == old:
            answer.status = new
    return answered


def field_gone(request, *names):
    for name in names:
        request.pop(name, None)


def header_gone(name):
    return lambda broken, request, answer: answer.headers.pop(name, None)


def turned(told, request):
    told["Resources"] = told["Resources"][::-1]


def past_the_end(told, request):
    start = int(dict(urllib.parse.parse_qsl(request["path"].partition("?")[2])).get("startIndex", 1))
    told["itemsPerPage"] = int(dict(urllib.parse.parse_qsl(request["path"].partition("?")[2])).get("count", 100)) if start > 0 else told["itemsPerPage"]


def twice(told, request):
    if told.get("nextCursor") and told["Resources"]:
        told["Resources"][-1] = told["Resources"][0]


def body_change(change):
    def asked(request):
        if isinstance(request["body"], dict):
            change(request)
    return asked


def frozen(broken, request, answer):
    """The first version that was told is told for ever."""
    one = answer.json
    if "meta" in one and "version" in one["meta"]:
        kept = broken.kept.setdefault(one["id"], one["meta"]["version"])
        one["meta"]["version"] = kept
        answer.headers["ETag"] = kept


def other_name(request):
    if request["method"] in ("POST", "PUT") and "userName" in request["body"] and request["body"]["userName"] != request["body"]["userName"].lower():
        request["body"]["userName"] = "x" + request["body"]["userName"]


def renamed(request):
    for one in request["body"].get("Operations", []):
        if one.get("path") == "userName":
            one["value"] = "x" + one["value"]
    if request["method"] == "PUT":
        request["body"]["userName"] = "x" + request["body"]["userName"]


def kept_after_removal(broken, request, answer):
    if request["method"] == "GET" and answer.status == 404 and "/Users/" in request["path"]:
        answer.status = 200


def moved(one):
    one["meta"]["location"] = "/scim/v2" + one["meta"]["location"].split("/scim/v2")[1]


def untouched(broken, request, answer):
    if "meta" in answer.json:
        answer.json["meta"]["lastModified"] = answer.json["meta"]["created"]


def emptied(request):
    for one in request["body"].get("Operations", []):
        if one.get("op", "").lower() == "remove":
            one.pop("value", None)


def shuffled(broken, request, answer):
    if "Operations" in answer.json:
        answer.json["Operations"] = answer.json["Operations"][::-1]


def number_status(broken, request, answer):
    if ERROR in answer.json.get("schemas", []):
        answer.json["status"] = int(answer.json["status"])


def no_detail(broken, request, answer):
    if ERROR in answer.json.get("schemas", []):
        answer.json.pop("detail", None)


def told_password(one):
    one["password"] = "secret"


BREAKAGES = [
    ("filters are ignored", filters, without("filter"), None),
    ("`or` is read as `and`", filters, rewritten(r" or ", " and "), None),
    ("`and` binds no closer than `or`", filters, rewritten(r'^(externalId .* or displayName sw "\w+") and', r"(\1) and"), None),
    ("`not` is ignored", filters, rewritten(r"not \(", "("), None),
    ("parts of a list are compared one by one", filters, rewritten(r'emails\[type eq ("\w+") and value eq ("[^"]+")\]', r"emails.type eq \1 and emails.value eq \2"), None),
    ("`gt` means `ge`", filters, rewritten(" gt ", " ge "), None),
    ("`co` means `eq`", filters, rewritten(" co ", " eq "), None),
    ("filters count one too few", filters, None, lists(lambda told, _: told.update(totalResults=told["totalResults"] - 1))),
    ("letters are told apart in names", filters_fold_names, rewritten(r'"u(2\.\w+@)example.com"', r'"u\1example.com-other"'), None),
    ("letters of provider ids are not told apart", filters_fold_names, rewritten(r'externalId eq "x', 'externalId eq "X'), None),
    ("a filter that finds nobody answers 404", filters_for_nobody, None, lambda b, r, a: setattr(a, "status", 404) if a.json.get("totalResults") == 0 else None),
    ("a broken filter finds nobody", filters_that_are_none, None, status(400, 200)),
    ("a filter on members is ignored", filters_of_groups, rewritten(r' and members eq "[^"]+"', ""), None),
    ("totalResults is the page's", pages, None, lists(lambda told, _: told.update(totalResults=len(told["Resources"])))),
    ("totalResults is a text", pages, None, lists(lambda told, _: told.update(totalResults=str(told["totalResults"])))),
    ("startIndex is ignored", pages, without("startIndex"), None),
    ("startIndex begins with 0", pages, query(lambda words: words.update(startIndex=int(words["startIndex"]) + 1) if "startIndex" in words else None), None),
    ("count is ignored", pages, without("count"), None),
    ("startIndex is not told as asked", pages, None, lists(lambda told, _: told.update(startIndex=1))),
    ("itemsPerPage repeats count", pages_past_the_end, None, lists(past_the_end)),
    ("a page past the end is the last one", pages_past_the_end, query(lambda words: words.update(startIndex=min(int(words["startIndex"]), PEOPLE)) if "startIndex" in words else None), None),
    ("the number of all is one too few", pages_of_all, None, lists(lambda told, _: told.update(totalResults=told["totalResults"] - 1))),
    ("pages overlap", pages_of_all, query(lambda words: words.update(startIndex=max(1, int(words["startIndex"]) - 1)) if "startIndex" in words else None), None),
    ("a cursor tells somebody twice", pages_by_cursor, None, lists(twice)),
    ("a cursor begins anew", pages_by_cursor, query(lambda words: words.update(cursor="") if "cursor" in words else None), None),
    ("orders are ignored", orders, without("sortBy", "sortOrder"), None),
    ("descending is ascending", orders, without("sortOrder"), None),
    ("only the page is sorted", orders, None, lists(turned)),
    ("capitals come first", orders_fold_names, query(lambda words: words.update(sortOrder="descending") if words.get("sortBy") == "title" else None), None),
    ("a search takes no order", searches, body_change(lambda request: request["body"].pop("sortBy", None)), None),
    ("a search takes no attributes", searches, body_change(lambda request: request["body"].pop("attributes", None)), None),
    ("attributes are ignored", projections, without("attributes"), None),
    ("excludedAttributes are ignored", projections, without("excludedAttributes"), None),
    ("no ETag", tags, None, header_gone("ETag")),
    ("no meta.version", tags, None, resources(lambda one: one["meta"].pop("version", None))),
    ("a tag never changes", tags, None, frozen),
    ("If-Match is ignored", tags_keep_changes_apart, lambda request: field_gone(request, "If_Match"), None),
    ("412 becomes 200", tags_keep_changes_apart, None, status(412, 200)),
    ("If-None-Match is ignored", tags_save_answers, lambda request: field_gone(request, "If_None_Match"), None),
    ("a name is taken twice", names_are_taken_once, None, status(409, 201)),
    ("a name in other letters is taken again", names_are_taken_once, body_change(other_name), None),
    ("409 without its word", names_are_taken_once, None, lambda b, r, a: a.json.pop("scimType", None)),
    ("a change takes a name that is taken", names_are_not_taken_by_change, body_change(renamed), None),
    ("who was removed can still be read", names_come_free, None, kept_after_removal),
    ("a removal answers 200", names_come_free, None, status(204, 200)),
    ("no Location", places, None, header_gone("Location")),
    ("a location without a server", places, None, resources(moved)),
    ("no time of making", places, None, resources(lambda one: one["meta"].update(created=""))),
    ("a time without a zone", places, None, resources(lambda one: one["meta"].update(created=one["meta"]["created"][:-1]))),
    ("the time of change stands still", places, None, untouched),
    ("the kind in small letters", places, None, resources(lambda one: one["meta"].update(resourceType="user"))),
    ("a flag as a text", forms, None, resources(lambda one: one.update(active=str(one.get("active"))))),
    ("a name in small letters", forms, None, resources(lambda one: one.update(userName=one.get("userName", "").lower()))),
    ("the password is told", forms, None, resources(told_password)),
    ("an error's status is a number", forms, None, number_status),
    ("an error says nothing", forms, None, no_detail),
    ("401 without its scheme", forms, None, header_gone("WWW-Authenticate")),
    ("removing one member empties the group", members, body_change(emptied), None),
    ("a member is there twice", members, None, lambda b, r, a: a.json["members"].append(a.json["members"][0]) if r["method"] == "PATCH" and a.json.get("members") else None),
    ("answers of a bulk in another order", operations, None, shuffled),
    ("a bulk without its ids", operations, None, lambda b, r, a: [one.pop("bulkId", None) for one in a.json.get("Operations", [])]),
]


@pytest.fixture(scope="module", params=ENGINES)
def directory(request):
    yield from directory_on(request.param, 1000)


@pytest.fixture(scope="module")
def world(directory):
    return World(directory)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_checks(directory, world, check):
    """U-01 what conformance tools do not look at"""
    check(directory, world)


def fails(check, directory, asked, answered):
    """Whether the check tells a broken server from a whole one, and what it said."""
    world = World(directory)
    try:
        check(Broken(directory, asked, answered), world)
    except (AssertionError, KeyError, ValueError) as error:
        return error
    return None


@pytest.mark.parametrize("name,check,asked,answered", BREAKAGES, ids=[one[0] for one in BREAKAGES])
def test_breakages(directory, name, check, asked, answered):
    """U-01 a server that is broken on purpose does not pass"""
    assert fails(check, directory, asked, answered) is not None, f"{check.__name__} passes although {name}"


def test_nothing_broken(directory):
    """U-01 what stands between breaks nothing by itself"""
    for check in CHECKS:
        check(Broken(directory), World(directory))


def main():
    """Writes what each breakage came to."""
    lines = ["# SCIM: our own checks, proven by breaking the server", "",
             "`python Tests/Clients/test_scim_checks.py` puts one fault at a time between a check and a server that is whole. "
             "Each run of the tests does the same, on both engines.", "",
             "| fault | check | found |", "|---|---|---|"]
    missed = 0
    for directory in directory_on(ENGINES[0], 1000):
        for name, check, asked, answered in BREAKAGES:
            found = fails(check, directory, asked, answered) is not None
            missed += not found
            lines.append(f"| {name} | {check.__name__.replace('_', ' ')} | {'yes' if found else 'NO'} |")
    checked = len({check for _, check, _, _ in BREAKAGES})
    lines += ["", f"{len(BREAKAGES)} faults, {len(BREAKAGES) - missed} found, by {checked} checks of {len(CHECKS)}."]
    pathlib.Path(__file__).parents[2].joinpath("docs/proofs/scim-breakages.md").write_text("\n".join(lines) + "\n")
    print(lines[-1])
    return missed > 0


if __name__ == "__main__":
    sys.exit(main())

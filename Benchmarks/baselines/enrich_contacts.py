#!/usr/bin/env python3
"""Enriches the contacts of an org as a plain script does it: a Bulk query, a merge on e-mail and domain, a Bulk update.

enrich_contacts.py URL SESSION PEOPLE COMPANIES: the catalogue's files are read first, and that is not
timed. It prints a line of JSON: how many contacts, how many were found, and the seconds of each part.
"""
import datetime
import io
import json
import sys
import time

import pandas
from simple_salesforce import Salesforce

PLACES = {"Street": "street", "City": "city", "State": "region", "PostalCode": "postcode", "Country": "country"}
COLUMNS = ["Id", "FirstName", "LastName", "Email", "Phone", "MobilePhone", "Title", "Account.Website", "Loam_First_Updated__c",
           *("Mailing" + place for place in PLACES)]


def connect(url, session):
    org = Salesforce(session_id=session, instance_url=url)
    # The library knows https alone, and the sandbox of the bench speaks http.
    org.bulk2_url = url + org.bulk2_url[org.bulk2_url.index("/services"):]
    return org


def main(url, session, people_file, companies_file):
    people = pandas.read_csv(people_file, dtype=str, keep_default_na=False)
    companies = pandas.read_csv(companies_file, dtype=str, keep_default_na=False)
    people["key"] = people["email"].str.strip().str.lower()
    people = people[people["key"] != ""].drop_duplicates("key")
    companies["key"] = companies["website"].str.lower().str.replace(r"^https?://", "", regex=True).str.replace(
        r"^www\.", "", regex=True).str.split("/").str[0]
    companies = companies[companies["key"] != ""].drop_duplicates("key")
    org = connect(url, session)

    began = time.monotonic()
    pages = org.bulk2.Contact.query(f"SELECT {', '.join(COLUMNS)} FROM Contact", wait=0.2)
    contacts = pandas.concat(pandas.read_csv(io.StringIO(page), dtype=str, keep_default_na=False) for page in pages)
    read = time.monotonic()

    contacts["email_key"] = contacts["Email"].str.strip().str.lower()
    site = contacts["Account.Website"].str.lower().str.replace(r"^https?://", "", regex=True).str.replace(
        r"^www\.", "", regex=True).str.split("/").str[0]
    contacts["domain_key"] = site.where(site != "", contacts["email_key"].str.split("@").str[1].fillna(""))
    found = contacts.merge(people.add_prefix("p_"), how="left", left_on="email_key", right_on="p_key")
    found = found.merge(companies.add_prefix("c_"), how="left", left_on="domain_key", right_on="c_key").fillna("")
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    is_person, is_company = found["p_key"] != "", found["c_key"] != ""
    rows = pandas.DataFrame({"Id": found["Id"]})
    for field, source in {"FirstName": "p_first_name", "LastName": "p_last_name", "Email": "p_email", "Title": "p_title",
                          "MobilePhone": "p_mobile_phone"}.items():
        rows[field] = found[field].where(found[field] != "", found[source])
    phone = found["p_direct_phone"].where(found["p_direct_phone"] != "", found["c_phone"])
    rows["Phone"] = found["Phone"].where(found["Phone"] != "", phone)
    for place, source in PLACES.items():
        field = "Mailing" + place
        rows[field] = found[field].where(found[field] != "", found["c_" + source])
    first = found["Loam_First_Updated__c"]
    rows["Loam_First_Updated__c"] = first.where(first != "", now)
    rows["Loam_Last_Updated__c"] = now
    rows["Loam_Enrich_Status__c"] = "No Match"
    rows.loc[is_company, "Loam_Enrich_Status__c"] = "Company Match Only"
    rows.loc[is_person, "Loam_Enrich_Status__c"] = "Matched"
    merged = time.monotonic()

    results = org.bulk2.Contact.update(records=rows.to_dict("records"), wait=0.2)
    written = time.monotonic()
    failed = sum(result["numberRecordsFailed"] for result in results)
    if failed:
        sys.exit(f"Error: {failed} contacts were not written.")
    print(json.dumps({"records": len(rows), "people": int(is_person.sum()), "companies": int((is_company & ~is_person).sum()),
                      "read": read - began, "merge": merged - read, "write": written - merged, "seconds": written - began}))


if __name__ == "__main__":
    main(*sys.argv[1:])

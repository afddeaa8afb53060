#!/bin/sh
# Finds which people records are, and where they work.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… match-people.sh
set -eu

curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/match/people" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"records": [{"fullName": "Ada Weaver", "email": "ada@acme.example", "companyName": "Acme Looms"}]}'

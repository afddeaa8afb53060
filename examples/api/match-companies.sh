#!/bin/sh
# Finds which companies records are, and says why.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… match-companies.sh
set -eu

curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/match/companies" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"explain": true, "records": [{"Id": "001A", "Name": "Acme Looms", "Website": "acme.example"}]}'

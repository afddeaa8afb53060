#!/bin/sh
# Matches an org's accounts by the site field besides the usual ones.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… change-match-inputs.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/connections/$1/match-inputs/Account" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"added": [{"source": "company.other_names", "field": "Site"}]}'

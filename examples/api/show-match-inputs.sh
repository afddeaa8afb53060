#!/bin/sh
# Shows by which fields of an org's records they are matched.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-match-inputs.sh CONNECTION OBJECT
set -eu

: "${1:?the id of the connection is missing}"
: "${2:?Account, Contact or Lead is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/connections/$1/match-inputs/$2" \
    -H "Authorization: Bearer $LOAM_KEY"

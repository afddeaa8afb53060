#!/bin/sh
# Tells how many calls were made to the org in the last week.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-usage.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/connections/$1/usage?days=7" \
    -H "Authorization: Bearer $LOAM_KEY"

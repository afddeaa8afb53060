#!/bin/sh
# Sets the budget of a connection: 20,000 calls a day, and a third of all for others.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… change-connection.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X PATCH "$LOAM_URL/v1/connections/$1" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"dailyCalls": 20000, "keptPercent": 33}'

#!/bin/sh
# Shows a connection.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-connection.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/connections/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Lists people with who they are in the org.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-mapped-users.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/connections/$1/users" \
    -H "Authorization: Bearer $LOAM_KEY"

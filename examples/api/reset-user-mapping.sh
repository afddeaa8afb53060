#!/bin/sh
# Looks for everybody anew in the org.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… reset-user-mapping.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/connections/$1/user-mappings" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Asks the org which of the permissions that Loam needs its user has.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… check-permissions.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/connections/$1/permissions" \
    -H "Authorization: Bearer $LOAM_KEY"

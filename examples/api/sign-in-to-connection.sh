#!/bin/sh
# Signs in by a signed statement, once the certificate was uploaded.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… sign-in-to-connection.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/connections/$1/sign-ins" \
    -H "Authorization: Bearer $LOAM_KEY"

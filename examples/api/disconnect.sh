#!/bin/sh
# Ends a connection; the key has to be of its primary admin, and all its jobs have to be off.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… disconnect.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/connections/$1/disconnection" \
    -H "Authorization: Bearer $LOAM_KEY"

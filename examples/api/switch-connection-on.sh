#!/bin/sh
# Switches a connection on for everybody.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… switch-connection-on.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/connections/$1/activation" \
    -H "Authorization: Bearer $LOAM_KEY"

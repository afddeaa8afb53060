#!/bin/sh
# Switches a connection off for everybody; no setting is lost.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… switch-connection-off.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body -X DELETE "$LOAM_URL/v1/connections/$1/activation" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Revokes an API key, which stops working at once.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… revoke-api-key.sh KEY
set -eu

: "${1:?the id of the key is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/api-keys/$1/revocation" \
    -H "Authorization: Bearer $LOAM_KEY"

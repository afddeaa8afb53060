#!/bin/sh
# Lists API keys, the newest first.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-api-keys.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/api-keys" \
    -H "Authorization: Bearer $LOAM_KEY"

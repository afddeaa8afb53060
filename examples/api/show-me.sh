#!/bin/sh
# Tells whose the key is and what it may do.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-me.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/me" \
    -H "Authorization: Bearer $LOAM_KEY"

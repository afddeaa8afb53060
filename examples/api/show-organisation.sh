#!/bin/sh
# Shows the organisation.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-organisation.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/organisation" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Shows what enrichment came to in the last 12 months.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-dashboard.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/dashboard?period=12m" \
    -H "Authorization: Bearer $LOAM_KEY"

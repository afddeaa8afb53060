#!/bin/sh
# Lists the runs of enrichment that are under way, the newest first.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-runs.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs?state=working" \
    -H "Authorization: Bearer $LOAM_KEY"

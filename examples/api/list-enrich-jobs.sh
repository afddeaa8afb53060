#!/bin/sh
# Lists the jobs of Scheduled Enrich, the newest first.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-enrich-jobs.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/enrich-jobs" \
    -H "Authorization: Bearer $LOAM_KEY"

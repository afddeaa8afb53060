#!/bin/sh
# Lists what somebody should know: runs that failed or wait, fewer matches, credits and calls that run out.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-alerts.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/alerts" \
    -H "Authorization: Bearer $LOAM_KEY"

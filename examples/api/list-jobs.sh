#!/bin/sh
# Lists background jobs that were given up or still wait.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-jobs.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/jobs?state=dead&state=waiting&state=ready" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Makes another job with the same settings, which is off at first.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… clone-enrich-job.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/enrich-jobs/$1/clones" \
    -H "Authorization: Bearer $LOAM_KEY"

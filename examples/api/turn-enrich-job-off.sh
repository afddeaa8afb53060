#!/bin/sh
# Lets a job run no more by its schedule.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… turn-enrich-job-off.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body -X DELETE "$LOAM_URL/v1/enrich-jobs/$1/activation" \
    -H "Authorization: Bearer $LOAM_KEY"

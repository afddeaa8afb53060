#!/bin/sh
# Deletes a job; its runs and what they wrote stay.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… delete-enrich-job.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body -X DELETE "$LOAM_URL/v1/enrich-jobs/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

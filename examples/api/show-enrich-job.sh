#!/bin/sh
# Shows a job with its document.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-enrich-job.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/enrich-jobs/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Shows a background job.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-job.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/jobs/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

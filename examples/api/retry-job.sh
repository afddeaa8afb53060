#!/bin/sh
# Puts a job that was given up or cancelled back into the queue.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… retry-job.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/jobs/$1/retries" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Sees to it that a job does not run, or no longer.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… cancel-job.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/jobs/$1/cancellation" \
    -H "Authorization: Bearer $LOAM_KEY"

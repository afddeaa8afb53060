#!/bin/sh
# Plans everything that a run of the job would do, and writes nothing; enrich instead of preview writes.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… start-run.sh JOB
set -eu

: "${1:?the id of the job is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/enrich-jobs/$1/runs" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"purpose": "preview"}'

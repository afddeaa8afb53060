#!/bin/sh
# Carries out the plan of a preview, exactly as it is.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… apply-run.sh PREVIEW DIGEST
set -eu

: "${1:?the id of the preview is missing}"
: "${2:?the digest of its plan is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs/$1/application" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"digest": "'"$2"'"}'

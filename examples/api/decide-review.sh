#!/bin/sh
# Says that a record is the profile; every answer about the record then says so.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… decide-review.sh REVIEW
set -eu

: "${1:?the id of the review is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/reviews/$1/decision" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"verdict": "same"}'

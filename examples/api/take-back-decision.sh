#!/bin/sh
# Takes a decision back; the pair waits again.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… take-back-decision.sh REVIEW
set -eu

: "${1:?the id of the review is missing}"
curl --silent --show-error --fail-with-body -X DELETE "$LOAM_URL/v1/reviews/$1/decision" \
    -H "Authorization: Bearer $LOAM_KEY"

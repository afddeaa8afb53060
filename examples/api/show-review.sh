#!/bin/sh
# Shows a record beside the companies or people that it may be, with the evidence.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-review.sh REVIEW
set -eu

: "${1:?the id of the review is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/reviews/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Lists the borderline matches that wait for a person.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-reviews.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/reviews?verdict=open&pageSize=20" \
    -H "Authorization: Bearer $LOAM_KEY"

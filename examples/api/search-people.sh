#!/bin/sh
# Searches people of the catalogue by a name, an employer or an address.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… search-people.sh WORDS
set -eu

: "${1:?what to look for is missing}"
curl --silent --show-error --fail-with-body --get "$LOAM_URL/v1/people" \
    --data-urlencode "q=$1" --data-urlencode "pageSize=10" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Searches companies of the catalogue by a word, a town or a domain.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… search-companies.sh WORDS
set -eu

: "${1:?what to look for is missing}"
curl --silent --show-error --fail-with-body --get "$LOAM_URL/v1/companies" \
    --data-urlencode "q=$1" --data-urlencode "pageSize=10" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Shows all that the catalogue knows of a person, each value with its source and date.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-person.sh PERSON
set -eu

: "${1:?the id of the person is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/people/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Changes a person. Send the ETag of show-user.sh as If-Match to overwrite nobody else's change.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… change-user.sh USER
set -eu

: "${1:?the id of the person is missing}"
curl --silent --show-error --fail-with-body -X PATCH "$LOAM_URL/v1/users/$1" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"name": "Benno Spinner"}'

#!/bin/sh
# Shows a person. The answer's ETag names the state that was read.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-user.sh USER
set -eu

: "${1:?the id of the person is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/users/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

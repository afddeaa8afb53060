#!/bin/sh
# Enters an org to which Loam signs in by a signed statement; the answer has the certificate to upload.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… add-connection.sh ADDRESS KEY USERNAME
set -eu

: "${1:?the address of the org is missing}"
: "${2:?the consumer key is missing}"
: "${3:?the username is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/connections" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json "{\"name\": \"Production\", \"environment\": \"custom\", \"address\": \"$1\", \"consumerKey\": \"$2\", \"username\": \"$3\"}"

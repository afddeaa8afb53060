#!/bin/sh
# Says who a person is in the org.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… map-user.sh CONNECTION USER SALESFORCE-USER
set -eu

: "${1:?the id of the connection is missing}"
: "${2:?the id of the person is missing}"
: "${3:?the id of the user in the org is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/connections/$1/users/$2" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json "{\"salesforceUser\": \"$3\"}"

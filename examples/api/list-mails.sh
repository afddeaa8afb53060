#!/bin/sh
# Lists the mails of the outbox, without their text.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-mails.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/mails?pageSize=10" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Says that an alert is known, so that it is not shown as open any more.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… dismiss-alert.sh ALERT
set -eu

: "${1:?the id of the alert is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/alerts/$1/dismissal" \
    -H "Authorization: Bearer $LOAM_KEY"

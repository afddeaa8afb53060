#!/bin/sh
# Reads a mail. The audit log tells of it.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-mail.sh MAIL
set -eu

: "${1:?the id of the mail is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/mails/$1" \
    -H "Authorization: Bearer $LOAM_KEY"

#!/bin/sh
# Sends a mail again that failed, or that was held while there was no mail server.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… resend-mail.sh MAIL
set -eu

: "${1:?the id of the mail is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/mails/$1/deliveries" \
    -H "Authorization: Bearer $LOAM_KEY"

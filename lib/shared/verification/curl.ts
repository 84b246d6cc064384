/** What a receiver in curl copies. It sends instead of checking: a request signed as ours are, to your own receiver. */
export const CURL = `BODY=body.json
ID="msg_local_$(date +%s)"; TS=$(date +%s)
KEY_HEX=$(printf '%s' "\${LINQUID_WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
SIG=$({ printf '%s.%s.' "$ID" "$TS"; cat "$BODY"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY_HEX" -binary | base64)
curl -sS -i "$RECEIVER_URL" -H 'content-type: application/json' \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $TS" -H "webhook-signature: v1,$SIG" \\
  --data-binary @"$BODY"
`;

/** What a receiver in Ruby copies. */
export const RUBY = `require "base64"
require "json"
require "openssl"

TOLERANCE_SECONDS = 300

def verify_linquid(raw_body, headers, secret)
  id = headers.fetch("webhook-id")
  timestamp = headers.fetch("webhook-timestamp")
  if (Time.now.to_i - Integer(timestamp, 10)).abs > TOLERANCE_SECONDS
    raise "Timestamp outside the allowed window"
  end
  key = Base64.strict_decode64(secret.delete_prefix("whsec_"))
  signed = "#{id}.#{timestamp}.".b + raw_body.b
  expected = Base64.strict_encode64(OpenSSL::HMAC.digest("SHA256", key, signed))
  matched = headers.fetch("webhook-signature").split(" ").any? do |part|
    version, value = part.split(",", 2)
    version == "v1" && OpenSSL.secure_compare(value.to_s, expected)
  end
  raise "Signature does not match" unless matched

  JSON.parse(raw_body)
end
`;

"""Whether a webhook comes from the register, in both styles; either one is enough."""

import base64
import hashlib
import hmac
import time

FIVE_MINUTES = 300


def _is_equal(wanted, given):
    return hmac.compare_digest(wanted.encode(), given.encode())


def is_signed(secret, headers, body):
    """X-DAR-Signature: of the raw body, keyed with the whole secret as text."""
    wanted = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return _is_equal(wanted, headers.get("x-dar-signature", ""))


def is_signed_by_standard(secret, headers, body):
    """Standard Webhooks: of id, time and body, keyed with the bytes that the secret encodes."""
    sent_at = headers.get("webhook-timestamp", "0")
    if not sent_at.isdecimal() or abs(time.time() - int(sent_at)) > FIVE_MINUTES:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{headers.get('webhook-id', '')}.{sent_at}.".encode() + body
    digest = hmac.new(key, content, hashlib.sha256).digest()
    wanted = "v1," + base64.b64encode(digest).decode()
    # For 15 minutes after a rotation there are two signatures.
    given = headers.get("webhook-signature", "").split(" ")
    return any(_is_equal(wanted, signature) for signature in given)

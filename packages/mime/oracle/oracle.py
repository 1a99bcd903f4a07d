"""What Python's email package makes of messages: base64 messages in a JSON list on stdin, a JSON list of trees on stdout."""

import base64
import email
import email.header
import email.utils
import json
import re
import sys


def file_name(part):
    name = part.get_filename()
    if name is None:
        return None
    name = re.sub(r"[\r\n]+", "", name)
    try:
        return str(email.header.make_header(email.header.decode_header(name)))
    except (LookupError, UnicodeError, ValueError):
        return name


def tree(part):
    payload = part.get_payload()
    kind = part.get_content_type()
    # Only these hold parts; the package also takes the blocks of a delivery status for messages.
    nests = part.is_multipart() and (kind.startswith("multipart/") or kind in ("message/rfc822", "message/global"))
    decoded = None if part.is_multipart() else part.get_payload(decode=True)
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    return {
        "type": kind,
        "name": file_name(part),
        "size": None if decoded is None or kind.startswith("message/") else len(decoded),
        "children": [tree(child) for child in payload] if nests else [],
        # It notes what it could not make sense of, and does not decode a message that was encoded.
        "isDefective": bool(part.defects) or (kind == "message/rfc822" and encoding in ("base64", "quoted-printable")),
    }


def read(encoded):
    try:
        return tree(email.message_from_bytes(base64.b64decode(encoded)))
    except Exception as error:  # a fault of the oracle is no verdict on the message
        return {"fault": repr(error)}


json.dump([read(encoded) for encoded in json.load(sys.stdin)], sys.stdout)

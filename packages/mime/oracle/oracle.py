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
    node = {"type": part.get_content_type(), "name": file_name(part), "children": [], "size": None}
    if part.is_multipart():
        node["children"] = [tree(child) for child in part.get_payload()]
    else:
        payload = part.get_payload(decode=True)
        node["size"] = 0 if payload is None else len(payload)
    return node


def read(encoded):
    try:
        return tree(email.message_from_bytes(base64.b64decode(encoded)))
    except Exception as error:  # a fault of the oracle is no verdict on the message
        return {"fault": repr(error)}


json.dump([read(encoded) for encoded in json.load(sys.stdin)], sys.stdout)

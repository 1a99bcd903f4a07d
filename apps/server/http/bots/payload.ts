import { Refusal } from "@carbyne/kernel";

/** What a program says by an incoming webhook. */
export type Payload = { readonly text: string; readonly username: string | null };

const mostUsername = 1000;

/**
 * Reads the body of a webhook call: JSON `{text, username?}`, the same in the form field `payload` as Slack's programs send it, or in form fields of
 * those names, or plain text.
 */
export function readPayload(type: string | undefined, body: Buffer): Payload {
  const text = readUtf8(body);
  const [kind = ""] = (type ?? "").split(";");
  switch (kind.trim().toLowerCase()) {
    case "application/x-www-form-urlencoded": {
      const form = new URLSearchParams(text);
      const payload = form.get("payload");
      // curl -d sends JSON under this type when it is told no other.
      if (payload === null && text.trimStart().startsWith("{")) return readJson(text);
      return payload === null
        ? readFields({ text: form.get("text"), username: form.get("username") })
        : readJson(payload);
    }
    case "text/plain":
      return { text, username: null };
    case "":
    case "application/json":
      return readJson(text);
    default:
      throw new Refusal("invalid", "hook-body-type");
  }
}

function readUtf8(body: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new Refusal("invalid", "hook-body-broken");
  }
}

function readJson(text: string): Payload {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("invalid", "hook-body-broken");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refusal("invalid", "hook-body-broken");
  return readFields(value);
}

function readFields(fields: { text?: unknown; username?: unknown }): Payload {
  const { text, username = null } = fields;
  if (typeof text !== "string") throw new Refusal("invalid", "hook-text-missing");
  if (username !== null && (typeof username !== "string" || username.length > mostUsername))
    throw new Refusal("invalid", "bot-name-long", { most: 64 });
  return { text, username };
}

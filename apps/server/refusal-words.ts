import type { Refusal } from "@carbyne/kernel";

/** English sentences for mail protocols, whose texts are read by programs' authors and sometimes by people. */
const sentences: Readonly<Record<string, string>> = {
  "sign-in-failed": "wrong address or password",
  "app-password-needed": "use an app password: this account lets programs sign in with nothing else",
  "app-password-scope": "this app password is not for this protocol",
  "app-password-name": "an app password needs a name of at most 100 characters",
  "app-password-for-nothing": "an app password must be for at least one protocol",
  "app-password-end": "the end of the app password is past",
  "app-password-unknown": "there is no such app password",
  "app-passwords-too-many": "the account has {max} app passwords already",
  "sign-in-needed": "sign in first",
  "conversion-unavailable": "files cannot be converted here: `carbyne doctor` says why",
  "too-many-attempts": "too many attempts, try again in {seconds} seconds",
  "act-as-denied": "this account may not act as another",
  "mailbox-unknown": "no such mailbox",
  "mailbox-name-taken": "a mailbox of that name is there already",
  "mailbox-name-invalid": "that is no name for a mailbox",
  "mailbox-has-children": "the mailbox has others inside",
  "mailbox-has-role": "this mailbox cannot be renamed or removed",
  "mailbox-too-deep": "mailboxes cannot be nested deeper than {max} levels",
  "mailbox-inside-itself": "a mailbox cannot be moved into itself",
  "share-right-missing": "this is shared with you, but not for that",
  "keywords-too-many": "more than {max} keywords",
  "relay-denied": "{address}: we do not relay mail to other servers",
  "recipient-unknown": "{address}: no such recipient here",
  "rejected-by-recipient": "{reason}",
  "recipient-invalid": "{address} is no mail address",
  "address-taken": "{address} is taken",
  "account-unknown": "there is no account {address}",
  "account-last-admin": "that is the last administrator",
  "domain-unknown": "there is no domain {domain}",
  "domain-taken": "the domain {domain} is there already",
  "domain-invalid": "{domain} is no domain name",
  "domain-closed": "the domain {domain} is closed",
  "password-short": "the password is shorter than {min} characters",
  "address-invalid": "{address} is no mail address",
  "sender-not-yours": "you may not send as {address}",
  "from-needed": "the message has no From field",
  "message-too-large": "the message is larger than {max} bytes",
  "recipient-full": "{address}: the mailbox is full",
  "storage-full": "the mailbox is full",
  "messages-per-day": "you have sent {max} messages within a day, more may be sent later",
  "recipients-per-day": "your messages have had {max} recipients within a day, more may be sent later",
  "lines-too-many": "more than {max} messages at once",
  "recipients-too-many": "more than {max} recipients",
};

/** A refusal as a sentence. A reason without one is said as it is: a reason names no secret. */
export function refusalWords({ reason, params }: Refusal): string {
  const sentence = sentences[reason] ?? reason.replaceAll("-", " ");
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}

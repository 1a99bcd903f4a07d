import { expect, test } from "vitest";
import type { ComposerStart } from "../composer-store.ts";
import { freshHref, startAt, startOfMailto } from "./window-place.ts";

const id = "0193e7a0-0000-7000-8000-000000000001";
const people = (...addresses: string[]) => addresses.map((address) => ({ name: "", address }));

test.each([
  [id, "", { kind: "draft", draftId: id }],
  ["new", "", { kind: "new" }],
  ["new", `answer=reply-all&message=${id}`, { kind: "reply-all", messageId: id }],
  ["new", "answer=nothing&message=x", { kind: "new" }],
  [
    "new",
    "to=a@x.example,b@x.example&subject=Hi&body=One%0ATwo",
    { kind: "new", to: people("a@x.example", "b@x.example"), subject: "Hi", text: "One\nTwo" },
  ],
  [
    "new",
    `mailto=${encodeURIComponent("mailto:a@x.example?subject=1%2B1")}`,
    { kind: "new", to: people("a@x.example"), subject: "1+1" },
  ],
])("/mail/compose/%s?%s", (draft, query, start) => {
  expect(startAt(draft, new URLSearchParams(query))).toEqual(start);
});

test.each([
  ["mailto:a%2Bb@x.example", { kind: "new", to: people("a+b@x.example") }],
  ["mailto:a+b@x.example", { kind: "new", to: people("a+b@x.example") }],
  [
    "mailto:?to=a@x.example&CC=c@x.example&bcc=d@x.example",
    { kind: "new", to: people("a@x.example"), cc: people("c@x.example"), bcc: people("d@x.example") },
  ],
  [
    "mailto:a@x.example?body=100%25%20a%0D%0Ab&attach=/etc/passwd",
    { kind: "new", to: people("a@x.example"), text: "100% a\nb" },
  ],
  ["mailto:%ff", { kind: "new", to: people("%ff") }],
])("%s", (address, start) => {
  expect(startOfMailto(address)).toEqual(start);
});

test.each<ComposerStart>([
  { kind: "new" },
  {
    kind: "new",
    to: [{ name: "Ana, B", address: "a+b@x.example" }],
    cc: people("c@x.example"),
    subject: "1+1 & 2",
    text: "One\nTwo",
  },
  { kind: "reply-list", messageId: id },
  { kind: "forward", messageId: id },
])("a window of its own begins as the card did: %j", (start) => {
  const { pathname, searchParams } = new URL(freshHref(start) ?? "", "https://x.example");
  expect(startAt(pathname.split("/")[3] ?? "", searchParams)).toEqual(start);
});

test("what holds more than an address says is a draft first", () => {
  expect(freshHref({ kind: "draft", draftId: id })).toBeNull();
  expect(freshHref({ kind: "new", template: { html: "<p>Hi</p>", attachments: [] } })).toBeNull();
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMessage } from "../parse.ts";
import { mail } from "../samples.ts";
import { parseAuthResults } from "./authentication-results.ts";
import { readLeaving, readMailto } from "./list-mail.ts";
import { composeReceipt, readReceiptRequest } from "./receipt.ts";
import { readRoute } from "./received.ts";

const parsed = (...headers: string[]) => parseMessage(mail([...headers, "", "x"]));

test("results are read with their properties, whatever is in comments", () => {
  const { authority, results } = parseAuthResults(
    'mx.town.example 1; dkim=pass (a; "b" \\) good) header.i=@lindenau.example header.s=s1 header.b="aB/c+d=="; SPF=softfail (x) smtp.mailfrom="ann;o@x.example"; dmarc/1 = none; none',
  );
  expect(authority).toBe("mx.town.example");
  expect(results.map(({ method, result, properties }) => [method, result, Object.fromEntries(properties)])).toEqual([
    ["dkim", "pass", { "header.i": "@lindenau.example", "header.s": "s1", "header.b": "aB/c+d==" }],
    ["spf", "softfail", { "smtp.mailfrom": "ann;o@x.example" }],
    ["dmarc", "none", {}],
  ]);
});

test("the way of a message is told from its first server to its last", () => {
  const root = parsed(
    "Received: from out.lindenau.example ([192.0.2.7]) (TLSv1.3 X) by mail.town.example with ESMTPS id 1 for <a@b>; Mon, 24 Nov 2025 10:00:05 +0000",
    "Received: from desk (desk.lindenau.example [IPv6:2001:db8::7])\r\n\tby out.lindenau.example (Postfix) with ESMTP id 2;\r\n\tMon, 24 Nov 2025 11:00:01 +0100 (CET)",
    "Received: by desk with local",
  );
  expect(readRoute(root)).toEqual([
    { from: "", ip: "", by: "desk", protocol: "LOCAL", isEncrypted: false, at: null },
    {
      from: "desk",
      ip: "2001:db8::7",
      by: "out.lindenau.example",
      protocol: "ESMTP",
      isEncrypted: false,
      at: new Date("2025-11-24T10:00:01Z"),
    },
    {
      from: "out.lindenau.example",
      ip: "192.0.2.7",
      by: "mail.town.example",
      protocol: "ESMTPS",
      isEncrypted: true,
      at: new Date("2025-11-24T10:00:05Z"),
    },
  ]);
});

const post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click";
const list = "List-Unsubscribe: <mailto:leave@l.example?subject=bye>, <https://l.example/u?x=1>";
const signature = (h: string) => `DKIM-Signature: v=1; d=l.example; s=s1; h=from:${h}; bh=x;\r\n b=aBcD eFgH`;
const result = (text: string) => `Authentication-Results: mx.town.example; ${text}`;
const both = "list-unsubscribe:List-Unsubscribe-Post";

test.each([
  [
    "both covered and good",
    [result("dkim=pass header.d=l.example header.s=s1 header.b=aBcDe"), signature(both), list, post],
    true,
  ],
  ["by its identity", [result("dkim=pass header.i=@l.example"), signature(both), list, post], true],
  ["not covered", [result("dkim=pass header.d=l.example"), signature("subject"), list, post], false],
  ["only one covered", [result("dkim=pass header.d=l.example"), signature("list-unsubscribe"), list, post], false],
  ["not good", [result("dkim=fail header.d=l.example"), signature(both), list, post], false],
  ["another signature is good", [result("dkim=pass header.d=other.example"), signature(both), list, post], false],
  ["another selector", [result("dkim=pass header.d=l.example header.s=s2"), signature(both), list, post], false],
  [
    "results further down",
    [result("none"), result("dkim=pass header.d=l.example"), signature(both), list, post],
    false,
  ],
  ["not offered", [result("dkim=pass header.d=l.example"), signature(both), list], false],
] as const)("one click: %s: %s", (_name, headers, expected) => {
  expect(readLeaving(parsed(...headers))).toEqual({
    oneClick: expected ? "https://l.example/u?x=1" : null,
    mail: "mailto:leave@l.example?subject=bye",
    web: "https://l.example/u?x=1",
  });
});

test("addresses that cannot be gone to are no way to leave", () => {
  expect(readLeaving(parsed("List-Unsubscribe: <javascript:1>, <http://l.example/>, <mailto:?subject=x>"))).toBeNull();
  expect(readLeaving(parsed("Subject: x"))).toBeNull();
  expect(readMailto("mailto:leave%2Bx@l.example,b@c?Subject=bye%20now&body=a%0Ab&cc=d@e")).toEqual({
    to: "leave+x@l.example",
    subject: "bye now",
    body: "a\nb",
  });
  expect(readMailto("mailto:a%0d%0aBcc:x@y")).toBeNull();
});

const wish = "Disposition-Notification-To: Ann <ann@x.example>";

test.each([
  ["as asked", [wish, "Return-Path: <ANN@x.example>"], { isPlain: true }],
  ["another envelope", [wish, "Return-Path: <bounce@x.example>"], { isPlain: false }],
  ["empty envelope", [wish, "Return-Path: <>"], { isPlain: false }],
  ["no envelope", [wish], { isPlain: false }],
  ["two who ask", [`${wish}, b@x.example`, "Return-Path: <ann@x.example>"], { isPlain: false }],
  ["a list", [wish, "List-Id: <l.example>"], null],
  ["bulk", [wish, "Precedence: bulk"], null],
  ["a machine", [wish, "Auto-Submitted: auto-generated"], null],
  ["an option that nobody knows", [wish, "Disposition-Notification-Options: x=required,y"], null],
  ["nobody", ["Subject: x"], null],
  ["no address", ["Disposition-Notification-To: Ann"], null],
] as const)("a receipt is wished: %s", (_name, headers, expected) => {
  const request = readReceiptRequest(parsed(...headers));
  expect(request && { isPlain: request.isPlain }).toEqual(expected);
});

test("a receipt is a report of the kind that mail programs read", () => {
  const raw = composeReceipt({
    from: { name: "Bört", address: "bob@town.example" },
    to: [{ name: "Ann", address: "ann@x.example" }],
    finalRecipient: "bob@town.example",
    originalMessageId: "<1@x.example>",
    originalRecipient: null,
    originalHeaders: Buffer.from("Subject: s\u00fc\r\nFrom: ann@x.example\r\n"),
    subject: "Gelesen: Größe",
    text: "Bört hat es gelesen.\n",
    reportingHost: "mail.town.example",
    mode: "manual",
    date: new Date("2025-11-24T10:00:00Z"),
    messageId: "<2@town.example>",
  });
  const root = parseMessage(raw);
  expect(root.mediaType).toBe("multipart/report");
  expect(root.params.get("report-type")).toBe("disposition-notification");
  expect(root.children.map((part) => part.mediaType)).toEqual([
    "text/plain",
    "message/disposition-notification",
    "text/rfc822-headers",
  ]);
  const text = raw.toString("latin1");
  expect(text).toContain("Final-Recipient: rfc822;bob@town.example\r\nOriginal-Message-ID: <1@x.example>\r\n");
  expect(text).toContain("Disposition: manual-action/MDN-sent-manually; displayed\r\n");
  expect(text).toContain("In-Reply-To: <1@x.example>\r\n");
  expect(root.text("subject")).toBe("Gelesen: Größe");
  expect(text).not.toMatch(/[^\r]\n|[\x80-\xff]/);
});

test("no header breaks the readers", () => {
  const piece = fc.constantFrom(
    ...'(|)|"|\\|;|=|<|>|mailto:|https://x|@|dkim=pass|header.d=|h=|by |from |; Mon, 24 Nov 2025|\r\n |ä|,'.split("|"),
  );
  const value = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }).map((all) => all.join(""));
  fc.assert(
    fc.property(value, (text) => {
      parseAuthResults(text);
      readMailto(text);
      const names = [
        "Received",
        "List-Unsubscribe",
        "DKIM-Signature",
        "Disposition-Notification-To",
        "Authentication-Results",
      ];
      const root = parseMessage(mail([...names.map((name) => `${name}: ${text}`), post, "", ""]));
      readRoute(root);
      readLeaving(root);
      readReceiptRequest(root);
    }),
    { numRuns: 1000 },
  );
});

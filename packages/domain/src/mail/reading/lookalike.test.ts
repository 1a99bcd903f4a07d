import { domainToASCII } from "node:url";
import { expect, test } from "vitest";
import { lookalikeOf } from "./lookalike.ts";

const known = ["town.example", "lindenau.example", "paypal.com", "city-bank.co.uk"];

test.each([
  ["t0wn.example", "town.example"],
  ["tovvn.example", "town.example"],
  // With Cyrillic о and а.
  [domainToASCII("t\u043ewn.example"), "town.example"],
  [domainToASCII("p\u0430yp\u0430l.com"), "paypal.com"],
  ["paypaI.com".toLowerCase(), "paypal.com"],
  ["paypa1.net", "paypal.com"],
  ["lindenua.example", "lindenau.example"],
  ["lindenaau.example", "lindenau.example"],
  ["lindenu.example", "lindenau.example"],
  ["linden-au.example", "lindenau.example"],
  ["town.example.evil.net", "town.example"],
  ["paypal-com.evil.net", "paypal.com"],
  ["citybank.co.uk", "city-bank.co.uk"],
])("%s passes itself off as %s", (domain, like) => {
  expect(lookalikeOf(domain, known)).toBe(like);
});

test.each([
  "town.example",
  "mail.town.example",
  "lindenau.example",
  "tower.example",
  "linden.example",
  "gmail.com",
  "paypal.example",
  "bank.co.uk",
  "",
])("%s does not", (domain) => {
  expect(lookalikeOf(domain, known)).toBeNull();
});

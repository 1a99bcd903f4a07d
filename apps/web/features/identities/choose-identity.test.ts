import { expect, test } from "vitest";
import type { Identity } from "./api.ts";
import { chooseIdentity } from "./choose-identity.ts";

const identity = (id: string, address: string, more: Partial<Identity> = {}): Identity => ({
  id,
  name: id,
  address,
  replyTo: "",
  isDefault: false,
  isOwnAddress: true,
  isUsable: true,
  newSignatureId: null,
  replySignatureId: null,
  position: 0,
  fields: { name: null, address, replyTo: "", newSignatureId: null, replySignatureId: null },
  ...more,
});
const own = identity("own", "ann@x.example", { isDefault: true });
const desk = identity("desk", "desk@x.example");
const night = identity("night", "desk@x.example");
const shop = identity("shop", "ann+shop@x.example");
const all = [own, desk, night, shop];

test("a new message is the default's, and an answer that of the address the message came to", () => {
  expect(chooseIdentity(all, {})).toBe(own);
  expect(chooseIdentity(all, { fromAddress: "Desk@x.example" })).toBe(desk);
  expect(chooseIdentity(all, { fromAddress: "ann+shop@x.example" })).toBe(shop);
  expect(chooseIdentity(all, { fromAddress: "ann+list@x.example" })).toBe(own);
});

test("a chosen one stays, unless its address is no longer the message's or may not be used", () => {
  expect(chooseIdentity(all, { identityId: "night", fromAddress: "desk@x.example" })).toBe(night);
  expect(chooseIdentity(all, { identityId: "night", fromAddress: "ann@x.example" })).toBe(own);
  const gone = { ...desk, isUsable: false };
  expect(chooseIdentity([own, gone], { identityId: "desk" })).toBe(own);
  expect(chooseIdentity([own], { fromAddress: "else@y.example" })).toBeUndefined();
});

import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { accessOwnAccount } from "../access/index.ts";
import { keepUpload, readUpload } from "../mail/index.ts";
import { purge } from "../maintenance/index.ts";
import {
  listIdentities,
  listSignatures,
  makeDefaultIdentity,
  orderIdentities,
  removeIdentity,
  removeSignature,
  resolveSender,
  restoreIdentity,
  restoreSignature,
  saveIdentity,
  saveSignature,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson({ alias }: { alias?: string } = {}) {
  const address = `p${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: "Maren Keller",
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  const { domainId } = await accessOwnAccount(ctx, actor);
  if (alias)
    await ctx.db.prisma.address.create({ data: { id: newId(), domainId, local: alias, kind: "alias", accountId } });
  return { actor, accountId, spaceId, address };
}

const plain = { name: null, replyTo: "", newSignatureId: null, replySignatureId: null };

test("an account is an identity by itself, and so is each alias; both can be changed and not taken away", async () => {
  const { actor, accountId, address } = await buildPerson({ alias: "office" });
  const [own, office] = await listIdentities(ctx, actor);
  expect(own).toMatchObject({ id: accountId, address, name: "Maren Keller", isDefault: true, isOwnAddress: true });
  expect(office).toMatchObject({ address: "office@town.example", isDefault: false, isUsable: true });
  await saveIdentity(ctx, actor, {
    ...plain,
    id: office?.id ?? "",
    name: "The office",
    address: "office@town.example",
  });
  await makeDefaultIdentity(ctx, actor, { id: office?.id ?? "" });
  await orderIdentities(ctx, actor, { ids: [office?.id ?? "", accountId] });
  const after = await listIdentities(ctx, actor);
  expect(after.map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ["The office", true],
    ["Maren Keller", false],
  ]);
  await expect(removeIdentity(ctx, actor, { id: accountId })).rejects.toThrow("identity-address-fixed");
  await expect(saveIdentity(ctx, actor, { ...plain, id: accountId, address: "office@town.example" })).rejects.toThrow(
    "identity-address-fixed",
  );
});

test("an identity has an allowed address only, and comes back after it was taken away", async () => {
  const { actor, address } = await buildPerson();
  const other = await buildPerson();
  const tagged = address.replace("@", "+shop@");
  await expect(saveIdentity(ctx, actor, { ...plain, address: other.address })).rejects.toThrow("sender-not-yours");
  await expect(saveIdentity(ctx, actor, { ...plain, address: "no address" })).rejects.toThrow("address-invalid");
  const { id } = await saveIdentity(ctx, actor, { ...plain, name: "Shop", address: tagged, replyTo: "shop@x.example" });
  await makeDefaultIdentity(ctx, actor, { id });
  await removeIdentity(ctx, actor, { id });
  expect((await listIdentities(ctx, actor)).map((one) => [one.name, one.isDefault])).toEqual([["Maren Keller", true]]);
  await restoreIdentity(ctx, actor, { id });
  expect(await listIdentities(ctx, actor)).toMatchObject([
    { name: "Maren Keller" },
    { name: "Shop", address: tagged, replyTo: "shop@x.example", isUsable: true, isOwnAddress: false },
  ]);
});

test("a stranger finds neither identity nor signature", async () => {
  const [owner, stranger] = [await buildPerson(), await buildPerson()];
  const { id } = await saveIdentity(ctx, owner.actor, { ...plain, address: owner.address.replace("@", "+x@") });
  const signature = await saveSignature(ctx, owner.actor, { name: "S", html: "<p>Maren</p>" });
  const { actor } = stranger;
  const address = stranger.address;
  for (const verb of [removeIdentity, restoreIdentity, makeDefaultIdentity])
    await expect(verb(ctx, actor, { id })).rejects.toThrow("identity-unknown");
  await expect(saveIdentity(ctx, actor, { ...plain, id, address })).rejects.toThrow("identity-unknown");
  await expect(saveIdentity(ctx, actor, { ...plain, address, newSignatureId: signature.id })).rejects.toThrow(
    "signature-unknown",
  );
  for (const verb of [removeSignature, restoreSignature])
    await expect(verb(ctx, actor, signature)).rejects.toThrow("signature-unknown");
  await expect(saveSignature(ctx, actor, { ...signature, name: "x", html: "" })).rejects.toThrow("signature-unknown");
  expect(await listSignatures(ctx, actor)).toEqual([]);
});

test("a sender is the chosen identity, the one of the address, or the account, and never somebody else", async () => {
  const { actor, address, accountId } = await buildPerson({ alias: "desk" });
  const account = await accessOwnAccount(ctx, actor);
  const desk = (await listIdentities(ctx, actor)).find((one) => one.address === "desk@town.example");
  await saveIdentity(ctx, actor, { ...plain, id: desk?.id ?? "", name: "Desk", address: "desk@town.example" });
  await saveIdentity(ctx, actor, { ...plain, id: accountId, address, replyTo: "home@x.example" });
  const second = await saveIdentity(ctx, actor, { ...plain, name: "Night desk", address: "desk@town.example" });
  expect(await resolveSender(ctx, account, {})).toMatchObject({
    name: "Maren Keller",
    address,
    replyTo: "home@x.example",
  });
  expect(await resolveSender(ctx, account, { fromAddress: "desk+a@town.example" })).toMatchObject({
    name: "Desk",
    address: "desk+a@town.example",
    replyTo: "",
  });
  const chosen = { identityId: second.id, fromAddress: "desk@town.example" };
  expect(await resolveSender(ctx, account, chosen)).toMatchObject({ name: "Night desk" });
  await ctx.db.prisma.address.deleteMany({ where: { accountId, local: "desk" } });
  await expect(resolveSender(ctx, account, chosen)).rejects.toThrow("sender-not-yours");
  expect((await listIdentities(ctx, actor)).find((one) => one.name === "Night desk")?.isUsable).toBe(false);
});

test("a signature keeps its pictures as long as it uses them, is cleaned, and has a limit", async () => {
  const { actor } = await buildPerson();
  const file = { name: "logo.png", type: "image/png", content: Buffer.alloc(1000, 1) };
  const logo = await keepUpload(ctx, actor, file);
  const html = `<p onclick="x()">Maren <img src="/uploads/${logo.uploadId}" alt="Logo"></p><script>run()</script>`;
  const { id } = await saveSignature(ctx, actor, { name: "Work", html });
  ctx.advance(3 * 86_400_000);
  await purge(ctx);
  const [saved] = await listSignatures(ctx, actor);
  expect(saved?.html).toBe(`<p>Maren <img src="/uploads/${logo.uploadId}" alt="Logo" /></p>`);
  expect(saved?.pictures).toMatchObject([{ uploadId: logo.uploadId, name: "logo.png", sizeBytes: 1000 }]);
  expect((await readUpload(ctx, actor, logo)).content).toHaveLength(1000);
  await saveSignature(ctx, actor, { id, name: "Work", html: "<p>Maren</p>" });
  ctx.advance(3 * 86_400_000);
  await purge(ctx);
  await expect(readUpload(ctx, actor, logo)).rejects.toThrow("upload-unknown");
  const big = await keepUpload(ctx, actor, { ...file, content: Buffer.alloc(1_100_000, 1) });
  await expect(
    saveSignature(ctx, actor, { name: "Big", html: `<img src="/uploads/${big.uploadId}">` }),
  ).rejects.toThrow("signature-too-large");
  const foreign = await keepUpload(ctx, (await buildPerson()).actor, file);
  await expect(
    saveSignature(ctx, actor, { name: "Foreign", html: `<img src="/uploads/${foreign.uploadId}">` }),
  ).rejects.toThrow("upload-unknown");
});

test("a signature that is removed leaves its identities without, and comes back to them", async () => {
  const { actor, accountId, address } = await buildPerson();
  const { id } = await saveSignature(ctx, actor, { name: "Work", html: "<p>Maren</p>" });
  const below = { newSignatureId: id, replySignatureId: id };
  await saveIdentity(ctx, actor, { ...plain, ...below, id: accountId, address });
  await removeSignature(ctx, actor, { id });
  expect(await listIdentities(ctx, actor)).toMatchObject([{ newSignatureId: null, replySignatureId: null }]);
  await restoreSignature(ctx, actor, { id });
  expect(await listIdentities(ctx, actor)).toMatchObject([below]);
});

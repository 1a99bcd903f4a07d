import { expect, test } from "vitest";
import { readDiscovery } from "./index.ts";

const action = (attributes: string) => `<app name="writer"><action ${attributes}/></app>`;

test("what an office program shows and changes is read, without what is optional", () => {
  const found = readDiscovery(`<?xml version="1.0"?><wopi-discovery><net-zone name="external-http">
    ${action('ext="docx" name="edit" urlsrc="https://office.example/browser/cool.html?"')}
    ${action('name="view" default="true" ext="DOCX" urlsrc="https://office.example/view?a=1&amp;&lt;ui=UI_LLCC&amp;&gt;"')}
    ${action('ext="odt" name="edit" urlsrc="https://office.example/e"')}</net-zone></wopi-discovery>`);
  expect(Object.fromEntries(found)).toEqual({
    docx: { edit: "https://office.example/browser/cool.html?", view: "https://office.example/view?a=1&" },
    odt: { edit: "https://office.example/e" },
  });
});

test("what leads nowhere, to a script or without end is none, and odd bytes are read through in a moment", () => {
  const none = [
    action('ext="docx" name="edit" urlsrc="javascript:alert(1)"'),
    action('ext="docx" name="edit" urlsrc="file:///etc/passwd"'),
    action('ext="docx" name="edit" urlsrc="/relative"'),
    action('ext="docx" name="convert" urlsrc="https://office.example/"'),
    action('name="edit" urlsrc="https://office.example/"'),
    "<action ".repeat(100_000),
    `<action ${"a".repeat(500_000)}`,
    `<action ext="x${'" ext="'.repeat(100_000)}`,
    "",
  ];
  const begun = performance.now();
  for (const xml of none) expect(readDiscovery(xml).size).toBe(0);
  // A seed, so that what was found once is found again.
  let seed = 20261127;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const whole = action('ext="docx" name="edit" urlsrc="https://office.example/?&lt;a&gt;"');
  for (let round = 0; round < 2000; round++) {
    const bytes = Buffer.from(whole);
    for (let i = 0; i <= random(8); i++) bytes[random(bytes.length)] = random(256);
    for (const { edit = "https://a.example" } of readDiscovery(bytes.toString()).values())
      expect(new URL(edit).protocol).toMatch(/^https?:$/);
  }
  expect(performance.now() - begun).toBeLessThan(5000);
});

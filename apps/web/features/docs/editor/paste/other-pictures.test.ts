// @vitest-environment jsdom
import { expect, test } from "vitest";
import { partOtherPictures } from "./other-pictures.ts";

const [here, there] = ["01a21ee0-5d20-7000-9af6-ea2514deb571", "01a21ee0-5d20-7000-9af6-ea2514deb572"];
const origin = "https://town.example";
const figure = (src: string, caption = "") =>
  `<figure data-picture="1"><img src="${src}"><figcaption>${caption}</figcaption></figure>`;
const parted = (html: string) => partOtherPictures(html, { documentId: here, origin });

test("pictures of another document are told by their addresses, and their words stay", () => {
  const path = `/documents/${there}/pictures/${there}`;
  const { html, addresses } = parted(`<p data-pm-slice="0 0 []">a</p>${figure(origin + path, "North wing")}<p>b</p>`);
  expect(addresses).toEqual([path]);
  expect(html).toBe('<p data-pm-slice="0 0 []">a</p><p>North wing</p><p>b</p>');
});

test("pictures of the same document stay, and nothing of another server is ever asked for", () => {
  const own = figure(`${origin}/documents/${here}/pictures/${there}`);
  expect(parted(own)).toEqual({ html: own, addresses: [] });
  for (const src of [
    `https://elsewhere.example/documents/${there}/pictures/${there}`,
    `//elsewhere.example/documents/${there}/pictures/${there}`,
    `${origin}/documents/${there}/pictures/../../../trpc`,
    "javascript:alert(1)",
    "",
  ])
    expect(parted(figure(src)).addresses).toEqual([]);
});

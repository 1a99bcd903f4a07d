import { expect, test } from "vitest";
import { readPageInfo } from "./page-info.ts";

const read = (html: string, charset?: string) => readPageInfo(Buffer.from(html), charset);

test("what a page means to be shown comes before its title", () => {
  const html = `<!doctype html><html><head><title>Roofs – Shop</title><meta name=description content="Plain">
    <meta property="og:title" content="Roofs &amp; tiles"><meta property="og:image" content="/a.png"><meta property="og:site_name" content="Shop"></head>`;
  expect(read(html)).toEqual({ title: "Roofs & tiles", description: "Plain", siteName: "Shop", picture: "/a.png" });
  expect(read("<title> A \n page </title><p>x")).toMatchObject({ title: "A page", picture: null });
});

test("what stands in the body is not said by the page of itself", () => {
  expect(read(`<title>One</title><body><meta property="og:title" content="Two"><title>Three</title>`).title).toBe(
    "One",
  );
  expect(read("no markup at all")).toEqual({ title: "", description: "", siteName: "", picture: null });
});

test("it is read in the charset that came with it, or that it names", () => {
  const latin = Buffer.from('<meta charset="iso-8859-1"><title>Dächer</title>', "latin1");
  expect(readPageInfo(latin).title).toBe("Dächer");
  expect(readPageInfo(Buffer.from("<title>Dächer</title>", "latin1"), "windows-1252").title).toBe("Dächer");
  expect(read("<title>Dächer</title>", "utf-8").title).toBe("Dächer");
});

test("however long, it is a line", () => {
  const { title, description } = read(
    `<title>${"x".repeat(10_000)}</title><meta name="description" content="${"y\n".repeat(9000)}">`,
  );
  expect([title.length, description.length]).toEqual([300, 600]);
});

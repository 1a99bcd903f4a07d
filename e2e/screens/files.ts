import { type WholePage, type Screen } from "./steps.ts";

export const filesScreens: readonly Screen[] = [
  [
    "files",
    "maren",
    async (page) => {
      await page.goto(`/files`);
      await page.getByText("Nothing is here yet.").or(page.locator("[data-row]")).first().waitFor();
      if ((await page.locator("[data-row]").count()) > 0) return;
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles([{ name: "Angebot Dachsanierung.txt", mimeType: "text/plain", buffer: Buffer.from("Angebot") }]);
      await page.getByText("1 upload done").waitFor();
    },
  ],
  [
    "files-grid",
    "maren",
    async (page) => {
      await page.goto(`/files`);
      await page.locator("[data-row]").first().waitFor();
      const turn = page.getByRole("button", { name: "Show as grid" });
      if (await turn.isVisible()) await turn.click();
      await page.getByRole("button", { name: "Show as list" }).waitFor();
    },
  ],
  [
    "viewer",
    "maren",
    async (page) => {
      await page.goto(`/files`);
      await page.locator("[data-row] a").first().press("Enter");
      await page.getByRole("dialog").getByText("Angebot", { exact: true }).waitFor();
    },
  ],
  [
    "files-search",
    "maren",
    async (page) => {
      await page.goto(`/files/search?q=angebot`);
      await page.locator("[data-row]").first().waitFor();
    },
  ],
];

export const filesPages: readonly WholePage[] = [["files-trash", "maren", "/files/trash", "The trash is empty."]];

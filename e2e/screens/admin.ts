import { goTo, type WholePage, type Screen } from "./steps.ts";

export const adminScreens: readonly Screen[] = [
  ["admin-overview", "admin", async (page) => goTo(page, "/admin", "Everything works")],
  [
    "admin-members",
    "admin",
    async (page) => {
      await goTo(page, "/admin/accounts", "Stadtverwaltung");
      await page.getByText("Stadtverwaltung Information").first().click();
      await page.getByText("Who works with it").waitFor();
      await page.getByText("Sends as the owner").waitFor();
    },
  ],
  [
    "admin-programs",
    "admin",
    async (page) => {
      await goTo(page, "/admin/accounts", "maren@town.example");
      await page.getByText("maren@town.example").first().click();
      await page.getByRole("tab", { name: "Programs" }).click();
      await page.getByText("not used yet").waitFor();
    },
  ],
  [
    "admin-domain",
    "admin",
    async (page) => {
      await goTo(page, "/admin/domains", "town.example");
      await page.getByText("town.example").first().click();
      await page.getByText("Records for phones and mail programs").waitFor();
    },
  ],
];

export const adminPages: readonly WholePage[] = [
  ["admin-accounts", "admin", "/admin/accounts", "maren@town.example"],
  ["admin-domains", "admin", "/admin/domains", "town.example"],
];

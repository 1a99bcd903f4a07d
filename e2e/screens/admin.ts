import type { Page } from "playwright-core";
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
  [
    "admin-list",
    "admin",
    async (page) => {
      await openList(page);
      await page.getByText("maren@town.example · Manager").waitFor();
    },
  ],
  [
    "admin-list-general",
    "admin",
    async (page) => {
      await openList(page);
      await page.getByRole("tab", { name: "General" }).click();
      await page.getByLabel("Who may write to it").click();
      await page.getByRole("option", { name: "Its members" }).click();
      await page.getByText("Before you save").waitFor();
    },
  ],
  [
    "admin-list-add",
    "admin",
    async (page) => {
      await openList(page);
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("combobox", { name: "Addresses" }).fill("nobody@town.example");
      await page.getByRole("combobox", { name: "Addresses" }).press("Enter");
      await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).last().click();
      await page.getByText("is nobody here").waitFor();
    },
  ],
  [
    "admin-list-new",
    "admin",
    async (page) => {
      await goTo(page, "/admin/lists/new", "Create list");
    },
  ],
  [
    "admin-list-delete",
    "admin",
    async (page) => {
      await openList(page);
      await page.getByRole("dialog").getByRole("button", { name: "More acts", exact: true }).click();
      await page.getByRole("menuitem", { name: "Delete list" }).click();
      await page.getByText("are forgotten").waitFor();
    },
  ],
];

async function openList(page: Page): Promise<void> {
  await goTo(page, "/admin/lists", "alle@town.example");
  await page.getByText("alle@town.example").first().click();
  await page.getByRole("tab", { name: "Members (123)" }).waitFor();
}

export const adminPages: readonly WholePage[] = [
  ["admin-accounts", "admin", "/admin/accounts", "maren@town.example"],
  ["admin-lists", "admin", "/admin/lists", "alle@town.example"],
  ["admin-domains", "admin", "/admin/domains", "town.example"],
];

import { goTo, type WholePage, type Screen } from "./steps.ts";

export const settingsScreens: readonly Screen[] = [
  [
    "keys-taken",
    "maren",
    async (page) => {
      await goTo(page, "/settings/keys", "Reset all keys");
      await page.getByRole("button", { name: "Add a key for “Mute or unmute”" }).click();
      await page.getByRole("application").waitFor();
      await page.keyboard.press("e");
      await page.getByText("“Archive” has this key.").waitFor();
    },
  ],
  ["settings", "maren", async (page) => goTo(page, "/settings/language", "Time zone")],
  [
    "settings-search",
    "maren",
    async (page) => {
      await page.goto(`/settings`);
      await page.getByRole("combobox", { name: "Search settings" }).fill("mail");
      await page.getByRole("option").first().waitFor();
    },
  ],
  [
    "notifications",
    "maren",
    async (page) => {
      await goTo(page, "/settings/notifications", "Quiet hours");
      await page.getByRole("switch", { name: "Be quiet at some hours" }).check();
      await page.getByRole("group", { name: "On these days" }).waitFor();
    },
  ],
  [
    "notices",
    "maren",
    async (page) => {
      await page.goto(`/settings`);
      await page.getByRole("button", { name: /notice/i }).click();
      await page
        .getByRole("dialog", { name: "Notices" })
        .getByRole("button")
        .or(page.getByText("Nothing was told lately."))
        .first()
        .waitFor();
    },
  ],
  [
    "filter",
    "maren",
    async (page) => {
      await goTo(page, "/settings/filters", "There are no filters yet.");
      await page.getByRole("button", { name: "New filter" }).click();
      await page.getByRole("textbox", { name: "Texts" }).fill("rathaus");
      await page.keyboard.press("Enter");
    },
  ],
  [
    "sharing-dialog",
    "maren",
    async (page) => {
      await goTo(page, "/settings/sharing", "Shared by you");
      await page.getByRole("button", { name: "Share your mailbox…" }).click();
      await page.getByRole("dialog").getByText("Shared with").waitFor();
    },
  ],
  [
    "app-password",
    "maren",
    async (page) => {
      await goTo(page, "/settings/devices", "App passwords");
      await page.getByRole("button", { name: "Create app password" }).click();
      await page.getByRole("textbox", { name: "Name" }).waitFor();
    },
  ],
  [
    "transfer-server",
    "maren",
    async (page) => {
      await goTo(page, "/settings/transfer", "Drop files or folders with mail here");
      await page.getByRole("button", { name: "From another mail account" }).click();
      await page.getByRole("dialog").getByLabel("Server (IMAP)").waitFor();
    },
  ],
  [
    "transfer-found",
    "maren",
    async (page) => {
      await goTo(page, "/settings/transfer", "Drop files or folders with mail here");
      if (!(await page.getByText("1 could not be read").first().isVisible()))
        await page
          .locator("input[type=file]")
          .first()
          .setInputFiles([
            {
              name: "Dachsanierung Rathaus.mbox",
              mimeType: "",
              buffer: Buffer.from("From a@x.example Wed Nov 25 10:00:00 2026\nSubject: Plan\n\nText.\n"),
            },
            { name: "archiv.pst", mimeType: "", buffer: Buffer.from("!BDN") },
          ]);
      await page.getByText("1 could not be read").first().click();
      // Another device imports for the same person meanwhile: its row may come in above the one that was opened.
      const reasons = page.getByText("convert the file to mbox with readpst").filter({ visible: true });
      await reasons.first().waitFor();
    },
  ],
];

export const settingsPages: readonly WholePage[] = [
  ["reading-settings", "maren", "/settings/reading", "Pictures from other servers"],
  ["list-settings", "maren", "/settings/list", "Below the list"],
  ["tags-settings", "maren", "/settings/tags", "Tags are kept as IMAP keywords"],
  ["keys-settings", "maren", "/settings/keys", "Reset all keys"],
  ["appearance", "maren", "/settings/appearance", "Density of lists"],
  ["filters", "maren", "/settings/filters", "There are no filters yet."],
  ["identities", "maren", "/settings/identities", "You have no signature yet."],
  ["templates", "maren", "/settings/templates", "You have no template yet."],
  ["sharing", "maren", "/settings/sharing", "shares their mailbox with you"],
  ["devices", "maren", "/settings/devices", "not used yet"],
  ["programs", "maren", "/settings/programs", "Outgoing mail (SMTP)"],
  ["out-of-office", "maren", "/settings/out-of-office", "Send automatic replies"],
  ["transfer", "maren", "/settings/transfer", "Drop files or folders with mail here"],
  ["senders", "maren", "/settings/senders", "Nobody is allowed or blocked yet."],
];

import { ask, goTo, inbox, type Screen } from "./steps.ts";

export const mailScreens: readonly Screen[] = [
  ["inbox", "maren", inbox],
  [
    "reading",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("来週の会議の日程について").first().click();
      await page.frameLocator("iframe").first().getByText("水曜日").waitFor();
    },
  ],
  [
    "composer",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByRole("button", { name: "New message" }).first().click();
      await page.getByRole("textbox", { name: "Message text" }).waitFor();
    },
  ],
  [
    "composer-rich",
    "maren",
    async (page) => {
      await page.goto(
        `/mail/compose/new?to=Ana%20Ruiz%20<ana@town.example>,bob@lindenau.example,nonsense&subject=Opening%20hours&body=Hello,%20see%20the%20attached%20list.`,
      );
      await page.getByRole("textbox", { name: "Message text" }).click();
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Enter");
      if (await page.getByRole("button", { name: "Insert table" }).isVisible()) {
        await page.getByRole("button", { name: "Insert table" }).click();
        await page.keyboard.press("Enter");
        for (const head of ["Day", "From", "Until"]) {
          await page.keyboard.type(head);
          await page.keyboard.press("Tab");
        }
      }
    },
  ],
  [
    "composer-list",
    "maren",
    async (page) => {
      await page.goto("/mail/compose/new?to=council@town.example,ana@lindenau.example");
      await page.getByTitle("Expand into 2 people").waitFor();
    },
  ],
  [
    "composer-reminder",
    "maren",
    async (page) => {
      await page.goto(`/mail/compose/new?to=ana@town.example&body=See%20the%20attached%20list.`);
      await page.getByRole("textbox", { name: "Message text" }).press("Control+Enter");
      await page.getByRole("button", { name: "Send anyway" }).waitFor();
    },
  ],
  [
    "redirect",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("Neue Öffnungszeiten").first().click();
      await page.frameLocator("iframe").first().getByText("samstags").waitFor();
      await page.getByRole("button", { name: "More acts on this message" }).last().click();
      await page.getByRole("menuitem", { name: "Redirect" }).click();
      await page.getByRole("dialog").getByRole("combobox", { name: "To" }).waitFor();
    },
  ],
  [
    "reading-event",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("Abgesagt: Elternsprechtag").first().click();
      await page.getByText("This appointment is cancelled.").waitFor();
    },
  ],
  [
    "reading-explained",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("Neue Öffnungszeiten").first().click();
      await page.frameLocator("iframe").first().getByText("samstags").waitFor();
      await page.getByRole("button", { name: "More acts on this message" }).last().click();
      await page.getByRole("menuitem", { name: "How it came here" }).click();
      await page.getByRole("dialog").getByText("The way it took").waitFor();
    },
  ],
  ["search", "maren", async (page) => goTo(page, "/mail/search?q=rathaus", "Dachsanierung am Rathaus")],
  [
    "list-sorted",
    "maren",
    async (page) => goTo(page, "/mail/inbox?sort=sender&filter=unread", "Sorted by sender, A to Z"),
  ],
  [
    "list-selected",
    "maren",
    async (page) => {
      await inbox(page);
      await page.keyboard.press("Control+a");
      await page.getByText("selected").first().waitFor();
    },
  ],
  ["empty", "maren", async (page) => goTo(page, "/mail/archive", "Nothing is archived yet.")],
  ["snooze", "maren", async (page) => ask(page, "b")],
  ["tags", "maren", async (page) => ask(page, "l")],
  [
    "shortcuts",
    "maren",
    async (page) => {
      await inbox(page);
      await page.keyboard.press("?");
      await page.getByRole("searchbox", { name: "Search shortcuts" }).waitFor();
    },
  ],
  [
    "send-later",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByRole("button", { name: "New message" }).first().click();
      await page.getByRole("button", { name: "More ways to send" }).click();
      await page.getByRole("menuitem", { name: "Send later…" }).click();
      await page.getByText("Tomorrow morning").waitFor();
    },
  ],
];

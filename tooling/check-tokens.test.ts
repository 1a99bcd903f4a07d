import { expect, test } from "vitest";
import { tokenFaults } from "./check-tokens.ts";

const faults = (text: string, path = "apps/web/features/a.tsx") => tokenFaults([{ path, text }]);

test("tokens, layouts and words from catalogues are well", () => {
  expect(
    faults(
      '<p className="bg-surface w-[var(--wide)] grid-cols-[auto_1fr] max-w-[40ch] [&>svg]:size-4">{t("hello")}</p>',
    ),
  ).toEqual([]);
  expect(faults('<a href="#add" aria-label={t("add")}>Carbyne · {count} %</a>')).toEqual([]);
  expect(faults("const f = (a: Map<string, number>) => new Set<string>(); // a #fff and more")).toEqual([]);
  expect(faults(":root { --bg: #fff; }", "packages/ui/src/tokens.css")).toEqual([]);
});

test.each([
  ["a colour in a style", 'style={{ color: "#4a55d6" }}'],
  ["a colour in other notation", "background: rgb(1 2 3);"],
  ["a colour in a class", '<p className="bg-[red]" />'],
  ["a size in a class", '<p className="hover:w-[312px]" />'],
  ["a text size in a class", '<p className="text-[17px]" />'],
  ["text between tags", "<p>Hello there</p>"],
  ["text over several lines", "<p>\n  Hello there\n</p>"],
  ["a text for screen readers", '<button aria-label="Close" />'],
])("%s is found", (_what, text) => {
  expect(faults(text)).toHaveLength(1);
});

import { expect, test } from "vitest";
import { fillTemplate, fillTemplateHtml } from "./fill-template.ts";

const now = new Date("2026-11-25T23:30:00Z");
const filling = { to: [{ name: "Ana <Ortega>", address: "ana@x.example" }], locale: "en", zone: "Europe/Berlin", now };

test("names and the day of the person are filled in; what is unknown stays", () => {
  expect(fillTemplate("Dear {{firstname}} ({{ Name }}), {{date}}, {{other}}", filling)).toBe(
    "Dear Ana (Ana <Ortega>), 26 November 2026, {{other}}",
  );
  expect(fillTemplate("Dear {{name}}", { ...filling, to: [] })).toBe("Dear {{name}}");
  const listed = { ...filling, to: [{ name: "Ortega, Ana", address: "a@x.example" }] };
  expect(fillTemplate("{{firstname}}", listed)).toBe("Ana");
});

test("a name is text in HTML", () => {
  expect(fillTemplateHtml("<p>{{name}}</p>", filling)).toBe("<p>Ana &lt;Ortega&gt;</p>");
});

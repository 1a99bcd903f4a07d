import { expect, test } from "vitest";
import { parseQuery } from "./parse.ts";
import { problemsOf } from "./problems.ts";

test.each([
  ["larger:abc", ["size abc"]],
  ["before:yesterday -after:2026-02-30", ["day yesterday", "day 2026-02-30"]],
  ["newer_than:3x", ["span 3x"]],
  ["is:red (has:wings OR from:ann)", ["flag red", "kind wings"]],
  ["is:Unread has:attachments larger:5m on:2026-11-25", []],
  ["", []],
])("%s", (typed, problems) => {
  expect(problemsOf(parseQuery(typed)).map(({ kind, value }) => `${kind} ${value}`)).toEqual(problems);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mention } from "../markdown/parse.ts";
import { edited, type KnownNames, mentionBefore, type Shown, toShown, toWire, withEverybody } from "./mention-text.ts";

const ann = "0198a9b0-0000-7000-8000-00000000000a";
const annSmith = "0198a9b0-0000-7000-8000-00000000000b";
const misaki = "0198a9b0-0000-7000-8000-00000000000c";
const names: Record<string, string> = { [ann]: "Ann", [annSmith]: "Ann Smith", [misaki]: "高橋 美咲" };
const nameOf = (mention: Mention) => (mention.kind === "everyone" ? mention.whom : (names[mention.id] ?? null));

function open(wire: string): { shown: Shown; known: KnownNames } {
  const known: KnownNames = new Map();
  return { shown: toShown(wire, { nameOf, known }), known };
}

/** Types at a place, or takes letters away there first; the caret is behind it. */
function type(
  shown: Shown,
  known: KnownNames,
  { at, text = "", remove = 0 }: { at: number; text?: string; remove?: number },
) {
  const next = shown.text.slice(0, at) + text + shown.text.slice(at + remove);
  return edited(shown, { text: next, caret: at + text.length, known });
}

test("names are shown, signs are sent", () => {
  const { shown } = open(`Hi <@${ann}>, <@all> see <#${misaki}> <@0198a9b0-0000-7000-8000-0000000000ff>`);
  expect(shown.text).toBe("Hi @Ann, @all see #高橋 美咲 <@0198a9b0-0000-7000-8000-0000000000ff>");
  expect(shown.mentions.map(({ from, to }) => shown.text.slice(from, to))).toEqual(["@Ann", "@all", "#高橋 美咲"]);
  expect(toWire(shown)).toBe(`Hi <@${ann}>, <@all> see <#${misaki}> <@0198a9b0-0000-7000-8000-0000000000ff>`);
});

test.each([
  ["before a name", { at: 0, text: "Oh! " }, `Oh! Hi <@${ann}>.`],
  ["behind it", { at: 8, text: " Yes." }, `Hi <@${ann}>. Yes.`],
  ["right at its beginning", { at: 3, text: "@" }, `Hi @<@${ann}>.`],
  ["right at its end", { at: 7, text: "n" }, `Hi <@${ann}>n.`],
  ["within it: then it is a word", { at: 5, text: "x" }, "Hi @Axnn."],
  ["away from it: then it is a word", { at: 6, remove: 1 }, "Hi @An."],
  ["it away", { at: 3, remove: 4 }, "Hi ."],
  ["over it and more", { at: 1, remove: 7, text: "o" }, "Ho"],
])("typing %s", (_, change, wire) => {
  const { shown, known } = open(`Hi <@${ann}>.`);
  expect(toWire(type(shown, known, change))).toBe(wire);
});

test("a name that is made whole again, or pasted, means the same as before", () => {
  const { shown, known } = open(`Hi <@${ann}>.`);
  const broken = type(shown, known, { at: 6, remove: 1 });
  expect(toWire(type(broken, known, { at: 6, text: "n" }))).toBe(`Hi <@${ann}>.`);
  const cut = type(shown, known, { at: 3, remove: 4 });
  expect(toWire(type(cut, known, { at: 4, text: " So @Ann" }))).toBe(`Hi . So <@${ann}>`);
  expect(toWire(type(cut, known, { at: 4, text: " ann@Anna @Annabel" }))).toBe("Hi . ann@Anna @Annabel");
});

test("of two names that begin alike the longer one is meant", () => {
  const { shown, known } = open(`<@${ann}> <@${annSmith}>`);
  const empty = type(shown, known, { at: 0, remove: shown.text.length });
  expect(toWire(type(empty, known, { at: 0, text: "@Ann Smith, @Ann" }))).toBe(`<@${annSmith}>, <@${ann}>`);
});

test("letters may follow a name without a space, as they do in Japanese", () => {
  const { shown, known } = open(`<@${misaki}>`);
  expect(toWire(type(shown, known, { at: 6, text: "さん" }))).toBe(`<@${misaki}>さん`);
});

test("a change that is not at the caret is found as well", () => {
  const { shown, known } = open(`one <@${ann}> two`);
  expect(toWire(edited(shown, { text: "@Ann two", caret: 2, known }))).toBe(`<@${ann}> two`);
});

test("a backspace behind a name means the name", () => {
  const { shown } = open(`Hi <@${ann}>.`);
  expect(mentionBefore(shown, 7)?.from).toBe(3);
  expect(mentionBefore(shown, 8)).toBeUndefined();
});

test("whatever is typed anywhere, names that are not touched are sent, and none is invented", () => {
  const word = fc.constantFrom("a", " ", "@", "Ann", "@Ann", "Smith", "\n", "");
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(60), remove: fc.nat(6), text: word }), { maxLength: 25 }), (steps) => {
      const opened = open(`<@${annSmith}> says <@${ann}> to <@${misaki}>!`);
      let { shown } = opened;
      for (const step of steps) {
        const at = Math.min(step.at, shown.text.length);
        shown = type(shown, opened.known, { ...step, at });
        let end = 0;
        for (const { from, to, sign } of shown.mentions) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(opened.known.get(shown.text.slice(from, to))).toBe(sign);
          end = to;
        }
        expect(toShown(toWire(shown), { nameOf, known: new Map() }).text).toBe(shown.text);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});

test.each([
  ["@all come in", "<@all> come in"],
  ["Who is there, @here?", "Who is there, <@here>?"],
  ["(@all)", "(<@all>)"],
  ["@allison and ben@all.example", "@allison and ben@all.example"],
  ["<@all> is there already", "<@all> is there already"],
  ["`@all` is code, @all is not", "`@all` is code, <@all> is not"],
  ["```\n@all\n```", "```\n@all\n```"],
  ["```\n@all", "```\n@all"],
  ["https://town.example/@all", "https://town.example/@all"],
])("%j is sent as %j", (typed, sent) => {
  expect(withEverybody(typed)).toBe(sent);
});

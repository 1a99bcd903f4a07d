import { globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const web = path.join(import.meta.dirname, "../apps/web");
const folder = path.join(web, "messages");
const [english, ...others] = ["en", ...readdirSync(folder).filter((name) => name !== "en")];

type Words = { readonly [key: string]: string | Words };

/** A language's words by their full key; the file's name is the first part. */
function wordsOf(language: string | undefined): Map<string, string> {
  const words = new Map<string, string>();
  const add = (key: string, value: string | Words): void => {
    if (typeof value === "string") words.set(key, value);
    else for (const [part, below] of Object.entries(value)) add(`${key}.${part}`, below);
  };
  for (const file of globSync(`${folder}/${language}/*.json`))
    add(path.basename(file, ".json"), JSON.parse(readFileSync(file, "utf8")) as Words);
  return words;
}

/** The names that a text asks for: `{name}`, `{count, plural, …}`; not the branches of a plural, such as `one {Starred}`. */
function argumentsOf(text: string): string[] {
  return [
    ...new Set(
      [...text.matchAll(/(?<!\b(?:zero|one|two|few|many|other|=\d+) )\{(\w+)(?=[,}])/g)].map(([, name]) => name ?? ""),
    ),
  ].toSorted();
}

const known = wordsOf(english);

/** Languages of those who build this: a word that lacks there is forgotten. The others are filled up now and then, and have English until then. */
const complete = ["de"];

test.each(complete)("%s has every key that English has", (language) => {
  const words = wordsOf(language);
  expect([...known.keys()].filter((key) => !words.has(key))).toEqual([]);
});

test.each(others)("%s has every file that English has, if only an empty one", (language) => {
  expect(readdirSync(path.join(folder, language))).toEqual(readdirSync(path.join(folder, "en")));
});

test.each(others)("%s has no key that English lacks, and each asks for the same values", (language) => {
  const words = wordsOf(language);
  expect([...words.keys()].filter((key) => !known.has(key))).toEqual([]);
  for (const [key, text] of words) expect([key, argumentsOf(text)]).toEqual([key, argumentsOf(known.get(key) ?? "")]);
});

/** The forms that a plural has in each language, CLDR; "many" of French, Italian and Spanish is for millions, which nothing here counts. */
test.each([english, ...others])("the plurals of %s have all of its forms", (language = "en") => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const needed = pluralCategories.filter((form) => form !== "many" || language === "ar");
  const plurals = [...wordsOf(language)].filter(([, text]) => /\{\w+, plural,(?! *=)/.test(text));
  expect(plurals.filter(([, text]) => !needed.every((form) => text.includes(`${form} {`))).map(([key]) => key)).toEqual(
    [],
  );
});

test("no text is empty", () => {
  for (const language of [english, ...others])
    for (const [key, text] of wordsOf(language)) expect(text.trim(), `${language} ${key}`).not.toBe("");
});

/** Keys that the sources ask for; one that ends in `*` is put together there and stands for a group. */
function usedKeys(): { key: string; file: string }[] {
  const files = globSync(`${web}/{app,client,features}/**/*.{ts,tsx}`);
  return files.flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const names = new Map<string, Set<string>>();
    const declared = /const (\w+) = (?:await getTranslations|useTranslations)\("([\w.-]+)"\)/g;
    for (const [, name = "", namespace = ""] of source.matchAll(declared))
      names.set(name, (names.get(name) ?? new Set()).add(namespace));
    return [...names].flatMap(([name, namespaces]) => {
      const asked = new RegExp(
        String.raw`(?<![\w.])${name}(?:\.rich|\.markup)?\(\s*(?:"([\w.-]+)"|\`([\w.-]*)\$\{)`,
        "g",
      );
      return [...source.matchAll(asked)].flatMap(([, whole, start]) =>
        // One name may stand for another namespace in the next component of the file: then any of them may have the key.
        [
          {
            key: [...namespaces].map((at) => `${at}.${whole ?? `${start}*`}`).join("|"),
            file: path.relative(web, file),
          },
        ],
      );
    });
  });
}

test("every key that a screen asks for exists", () => {
  const used = usedKeys();
  expect(used.length).toBeGreaterThan(100);
  const exists = (key: string) =>
    key.endsWith("*") ? [...known.keys()].some((other) => other.startsWith(key.slice(0, -1))) : known.has(key);
  expect(used.filter(({ key }) => !key.split("|").some(exists))).toEqual([]);
});

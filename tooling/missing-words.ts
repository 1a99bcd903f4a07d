// `node tooling/missing-words.ts it`: the English words that a language lacks, as JSON by file, for whoever translates them.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./sources.ts";

type Words = { [key: string]: string | Words };

const language = process.argv[2] ?? "";
const folder = path.join(root, "apps/web/messages");

function missing(english: Words, words: Words): Words {
  const lacking: Words = {};
  for (const [key, known] of Object.entries(english)) {
    const own = words[key];
    if (typeof known === "string") {
      if (typeof own !== "string") lacking[key] = known;
    } else {
      const below = missing(known, typeof own === "object" ? own : {});
      if (Object.keys(below).length > 0) lacking[key] = below;
    }
  }
  return lacking;
}

function read(file: string): Words {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Words;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

const result: Words = {};
for (const file of globSync(`${folder}/en/*.json`)) {
  const lacking = missing(read(file), read(path.join(folder, language, path.basename(file))));
  if (Object.keys(lacking).length > 0) result[path.basename(file, ".json")] = lacking;
}
console.log(JSON.stringify(result, null, 2));

/** What code can be coloured as: names of highlight.js with what people call them. */
export const codeLanguages = {
  bash: "Bash",
  c: "C",
  cpp: "C++",
  csharp: "C#",
  css: "CSS",
  diff: "Diff",
  go: "Go",
  ini: "INI, TOML",
  java: "Java",
  javascript: "JavaScript",
  json: "JSON",
  kotlin: "Kotlin",
  lua: "Lua",
  makefile: "Makefile",
  perl: "Perl",
  php: "PHP",
  python: "Python",
  r: "R",
  ruby: "Ruby",
  rust: "Rust",
  scss: "SCSS",
  sql: "SQL",
  swift: "Swift",
  typescript: "TypeScript",
  xml: "HTML, XML",
  yaml: "YAML",
} as const;
export type CodeLanguage = keyof typeof codeLanguages;

const others: Readonly<Record<string, CodeLanguage>> = {
  cs: "csharp",
  html: "xml",
  js: "javascript",
  kt: "kotlin",
  md: "xml",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  toml: "ini",
  ts: "typescript",
  yml: "yaml",
};

/** The language that a block of code names, by one of its names; null for none that can be coloured. */
export function codeLanguage(named: unknown): CodeLanguage | null {
  const name = typeof named === "string" ? named.toLowerCase() : "";
  if (Object.hasOwn(codeLanguages, name)) return name as CodeLanguage;
  return others[name] ?? null;
}

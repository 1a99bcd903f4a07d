const looks: readonly (readonly [RegExp, string])[] = [
  [/^(?:comment|quote|meta|doctag)$/, "text-faint italic"],
  [/^(?:keyword|selector-tag|tag|name|section|title|built_in|operator)/, "text-accent-ink"],
  [/^(?:string|regexp|addition|char|symbol|bullet)/, "text-success"],
  [/^(?:number|literal|variable|template-variable|attr|attribute|type|property|params|link)/, "text-info"],
  [/^(?:deletion|error)/, "text-danger"],
];

/** How a word of code looks, by what it means. */
export function lookOf(scope: string): string | undefined {
  return scope === "" ? undefined : looks.find(([pattern]) => pattern.test(scope))?.[1];
}

import type { Outputs } from "../../../client/server.ts";

export type Loss = Outputs["documents"]["importFile"]["lost"][number];

const name = (id: string) => `carbyne-doc-lost/${id}`;

/** Notes for the page of a document what it could not take from its file: it is said there once. */
export function noteLost(id: string, lost: readonly Loss[]): void {
  if (lost.length > 0) sessionStorage.setItem(name(id), JSON.stringify(lost));
}

/** What is to be said, until it was seen. */
export function lostOf(id: string): readonly Loss[] {
  const noted = sessionStorage.getItem(name(id));
  return noted === null ? [] : (JSON.parse(noted) as Loss[]);
}

export const forgetLost = (id: string): void => sessionStorage.removeItem(name(id));

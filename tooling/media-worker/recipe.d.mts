export const packages: readonly string[];
/** File, what stands in it, what has to. */
export const patches: readonly (readonly [string, string, string])[];
export function sources(worker: string): string[];

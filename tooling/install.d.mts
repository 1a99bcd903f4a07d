/** The repository's folder. */
export const root: string;
export function install(): boolean;
export function isInStep(wanted: object, installed: object): boolean;

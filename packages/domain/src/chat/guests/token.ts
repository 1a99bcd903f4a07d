import { createHash, randomBytes } from "node:crypto";

/** A secret that nobody guesses: of an address, or of a guest's browser. */
export const makeSecret = (): string => randomBytes(24).toString("base64url");

/** What it is found by; the database keeps nothing else of it. */
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

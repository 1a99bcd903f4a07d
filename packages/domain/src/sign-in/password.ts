import { Refusal } from "@carbyne/kernel";
import { hash, verify } from "@node-rs/argon2";

/** argon2id as OWASP recommends: 19 MiB, two passes, one lane; about 30 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Verified against when there is no account, so that an answer takes as long as for one that exists. */
const nobody = hash("nobody has this password", cost);

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Whether the password fits; an unknown hash costs the same time and never fits. */
export async function fitsPassword(known: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(known ?? (await nobody), password.normalize("NFKC"));
  return fits && known !== undefined;
}

const minLength = 10;

/** Refuses a password that is too short to be one, or too long to be hashed at a bounded cost. */
export function refuseWeakPassword(password: string): void {
  if (password.length < minLength) throw new Refusal("invalid", "password-short", { min: minLength });
  if (password.length > 1000) throw new Refusal("invalid", "password-long", { max: 1000 });
}

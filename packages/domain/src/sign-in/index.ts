export { changePassword, setPassword } from "./change-password.ts";
export { hashPassword, refuseWeakPassword } from "./password.ts";
export { countAttempt } from "./rate-limit.ts";
export { closeSession, findSession, openSession } from "./sessions.ts";
export { checkPassword, type Door, type PasswordGiven, provePassword } from "./sign-in.ts";
export { announceProofs, type Proof, watchProof } from "./watch-proof.ts";

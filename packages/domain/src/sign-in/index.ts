export { changePassword, setPassword } from "./change-password.ts";
export { fitsPassword, hashPassword, refuseWeakPassword } from "./password.ts";
export { countAttempt, refundAttempt } from "./rate-limit.ts";
export { closeSession, findSession, openSession } from "./sessions.ts";
export { checkPassword, type Door, type PasswordGiven, provePassword } from "./sign-in.ts";
export { announceProofs, type Proof, watchProof } from "./watch-proof.ts";

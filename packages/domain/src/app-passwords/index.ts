export {
  addAppPassword,
  type AppPassword,
  appPasswordsOf,
  createAppPassword,
  listAppPasswords,
  type NewAppPassword,
  removeAppPassword,
  restoreAppPassword,
  revokeAppPassword,
  type Scope,
  scopes,
} from "./app-passwords.ts";
export { type ProgramGiven, type ProgramSignIn, signInProgram } from "./sign-in-program.ts";

export type { Backend, Basis, DeadProperty, Done, Lock, No, Path, PropertyChange, Put, Resource } from "./backend.ts";
export { DavError } from "./dav-error.ts";
export { answerDav, answerDavError, answerOptions } from "./handle.ts";

export { createOutside, type Outside, type OutsideAnswer, type OutsideRequest, type Resolve } from "./ask.ts";
export { type Allowed, isPublicAddress, readAllowed } from "./public-address.ts";

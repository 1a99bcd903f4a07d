export { openSigner, type Signer } from "./signer.ts";

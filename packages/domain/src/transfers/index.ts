export { beginImport, pieceBytes, receivePiece, startImport } from "./begin-import.ts";
export { importStep } from "./import-step.ts";
export { lookStep } from "./look-step.ts";
export { purgeTransfers, removeTransfer } from "./remove-transfer.ts";
export { listTransfers, type Result, type TransferView } from "./transfer.ts";

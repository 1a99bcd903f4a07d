export { beginImport, pieceBytes, receivePiece, startImport } from "./begin-import.ts";
export { importStep } from "./import-step.ts";
export { lookStep } from "./look-step.ts";
export { purgeTransfers, removeTransfer } from "./remove-transfer.ts";
export { listTransfers, type Result, type TransferView } from "./transfer.ts";
export { exportStep } from "./export-step.ts";
export type { ExportScope } from "./export-folders.ts";
export { type ExportFormat, openExport, type StartExport, startExport } from "./start-export.ts";

export { askScan, askScanOfOld, hintScan } from "./ask-scan.ts";
export { type ClamdAt, createClamd } from "./clamd.ts";
export { isDoubtful, refuseUnsafe, scanMark, type ScanMark } from "./refuse-unsafe.ts";
export { listQuarantined, type Quarantined, scanAllAgain, scanFileAgain } from "./scan-again.ts";
export { scanNext } from "./scan-next.ts";
export { type Scanner, ScannerAway } from "./scanner.ts";

export {
  ConversionFailed,
  type Discussion,
  type Fault,
  type Loss,
  type LossReason,
  lossReasons,
  type PictureBytes,
  type ReadFile,
  type ReadPicture,
  type Remark,
  type Written,
} from "./conversion.ts";
export { readElsewhere, type ReadElsewhere, writeElsewhere, type Written as WrittenElsewhere } from "./elsewhere.ts";
export { readState } from "./state.ts";

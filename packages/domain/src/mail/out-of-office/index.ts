export {
  endOutOfOffice,
  type ExternalReply,
  getOutOfOffice,
  type OutOfOffice,
  type SaveOutOfOffice,
  saveOutOfOffice,
  turnOffOutOfOffice,
} from "./out-of-office.ts";

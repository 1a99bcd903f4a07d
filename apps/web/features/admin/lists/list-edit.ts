import type { ListChange, MailList } from "../types.ts";

/** A list as it is written in the form; its domain stays. */
export interface ListEdit {
  name: string;
  local: string;
  description: string;
  whoMaySend: MailList["whoMaySend"];
  whoSeesMembers: MailList["whoSeesMembers"];
}

const localForm = /^[^\s@<>()[\]",;:\\]{1,64}$/;

export function splitOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf("@");
  return { local: address.slice(0, at), domain: address.slice(at + 1) };
}

export function editOf({ name, address, description, whoMaySend, whoSeesMembers }: MailList): ListEdit {
  return { name, local: splitOf(address).local, description, whoMaySend, whoSeesMembers };
}

export function isLocalPart(text: string): boolean {
  return localForm.test(text.trim());
}

/** Whether all that is typed can be saved. */
export function isComplete(edit: ListEdit): boolean {
  return edit.name.trim() !== "" && isLocalPart(edit.local);
}

/** Only what differs, so that two administrators do not undo each other. */
export function changeOf(list: MailList, edit: ListEdit): Omit<ListChange, "id"> {
  const before = editOf(list);
  const local = edit.local.trim().toLowerCase();
  return {
    ...(edit.name.trim() === before.name ? {} : { name: edit.name.trim() }),
    ...(local === before.local ? {} : { address: `${local}@${splitOf(list.address).domain}` }),
    ...(edit.description.trim() === before.description ? {} : { description: edit.description.trim() }),
    ...(edit.whoMaySend === before.whoMaySend ? {} : { whoMaySend: edit.whoMaySend }),
    ...(edit.whoSeesMembers === before.whoSeesMembers ? {} : { whoSeesMembers: edit.whoSeesMembers }),
  };
}

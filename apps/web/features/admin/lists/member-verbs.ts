import { type MenuEntry, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { ListMember, MailList } from "../types.ts";
import { useTell } from "../use-tell.ts";
import { useListVerbs } from "./api.ts";

/** The verbs on somebody who belongs to a list. Each is done at once and can be undone, by the key for it too once the drawer is left. */
export function useMemberVerbs(list: MailList): (member: ListMember) => MenuEntry[] {
  const t = useTranslations("adminLists");
  const tell = useTell();
  const { addMembers, removeMembers } = useListVerbs();
  const { id } = list;

  const add = ({ address }: ListMember, as: "member" | "manager") =>
    addMembers.mutateAsync({ id, addresses: [address], as });
  const takeOut = ({ address }: ListMember, as: "member" | "manager" | "both") =>
    removeMembers.mutateAsync({ id, addresses: [address], as });
  const act = async (text: string, run: () => Promise<unknown>, undo: () => Promise<unknown>) => {
    try {
      await run();
      showToast({ text, action: { label: t("undo"), run: () => void undo().catch(tell), isLasting: true } });
    } catch (error) {
      tell(error);
    }
  };
  const restore = async (member: ListMember) => {
    if (member.isMember) await add(member, "member");
    if (member.isManager) await add(member, "manager");
  };

  return (member) => {
    const name = member.name || member.address;
    const entries: MenuEntry[] = [];
    if (member.isManager)
      entries.push({
        label: t("managerEnd"),
        isDisabled: !member.isMember,
        onSelect: () =>
          void act(
            t("done.managerEnd", { name }),
            () => takeOut(member, "manager"),
            () => add(member, "manager"),
          ),
      });
    else if (member.kind === "account")
      entries.push({
        label: t("managerMake"),
        onSelect: () =>
          void act(
            t("done.managerMake", { name }),
            () => add(member, "manager"),
            () => takeOut(member, "manager"),
          ),
      });
    if (!member.isMember)
      entries.push({
        label: t("memberMake"),
        onSelect: () =>
          void act(
            t("done.memberMake", { name }),
            () => add(member, "member"),
            () => takeOut(member, "member"),
          ),
      });
    else if (member.isManager)
      entries.push({
        label: t("memberEnd"),
        onSelect: () =>
          void act(
            t("done.memberEnd", { name }),
            () => takeOut(member, "member"),
            () => add(member, "member"),
          ),
      });
    if (entries.length > 0) entries.push("separator");
    entries.push({
      label: t("takeOut"),
      isDanger: true,
      onSelect: () =>
        void act(
          t("done.takeOut", { name }),
          () => takeOut(member, "both"),
          () => restore(member),
        ),
    });
    return entries;
  };
}

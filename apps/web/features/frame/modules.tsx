import { FileText, Folder, Mail, MessageCircle, Settings, SlidersHorizontal, Video } from "lucide-react";
import type { ReactNode } from "react";
import type { Me } from "../session/api.ts";

export type ModuleId = "mail" | "files" | "docs" | "chat" | "meet" | "admin" | "settings";

export interface Module {
  id: ModuleId;
  href: string;
  icon: ReactNode;
  /** At the foot of the rail, apart from the daily ones. */
  isApart?: boolean;
}

/** Everybody has it, after the modules. */
export const settings: Module = {
  id: "settings",
  href: "/settings",
  icon: <SlidersHorizontal aria-hidden="true" />,
  isApart: true,
};

/** The modules that exist for this person. */
export function modulesOf(me: Me): readonly Module[] {
  const mail: Module = { id: "mail", href: "/mail/inbox", icon: <Mail aria-hidden="true" /> };
  const files: Module = { id: "files", href: "/files", icon: <Folder aria-hidden="true" /> };
  const docs: Module = { id: "docs", href: "/docs", icon: <FileText aria-hidden="true" /> };
  const chat: Module = { id: "chat", href: "/chat", icon: <MessageCircle aria-hidden="true" /> };
  const meet: Module = { id: "meet", href: "/meet", icon: <Video aria-hidden="true" /> };
  const admin: Module = { id: "admin", href: "/admin", icon: <Settings aria-hidden="true" />, isApart: true };
  return me.account.role === "user" ? [mail, files, docs, chat, meet] : [mail, files, docs, chat, meet, admin];
}

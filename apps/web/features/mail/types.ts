import type { Inputs, Outputs } from "../../client/server.ts";

export type Mailbox = Outputs["mailboxes"]["list"][number];
export type ConversationPage = Outputs["conversations"]["search"];
export type ConversationRow = ConversationPage["items"][number];
export type Conversation = Outputs["conversations"]["get"];
export type MessageView = Conversation["messages"][number];
export type Attachment = MessageView["attachments"][number];
export type Changes = Outputs["conversations"]["changes"];
export type DraftContent = Omit<Outputs["drafts"]["get"], "version">;
export type AttachmentRef = Inputs["drafts"]["save"]["content"]["attachments"][number];
/** Somebody whom one may mean: a person, or a list of many. */
export type Suggested = Outputs["people"]["suggest"][number];
export type Person = Pick<Suggested, "name" | "address">;
export type FoundList = Outputs["lists"]["find"][number];
export type Act = Inputs["conversations"]["act"]["act"];
export type ListFilter = NonNullable<Inputs["conversations"]["list"]["filter"]>;
export type ListSort = NonNullable<Inputs["conversations"]["list"]["sort"]>;
export type Direction = NonNullable<Inputs["conversations"]["list"]["direction"]>;
export type Grouping = NonNullable<Inputs["conversations"]["list"]["grouping"]>;
export type Stand = NonNullable<Inputs["conversations"]["list"]["after"]>;
/** What says which list is meant, and in which order. */
export type ListOf = Inputs["conversations"]["count"];
export type ReplyMode = Inputs["drafts"]["replyTo"]["mode"];

/** What may stand after `is:`. */
export const flagWords = [
  "read",
  "unread",
  "starred",
  "unstarred",
  "important",
  "answered",
  "forwarded",
  "snoozed",
  "muted",
  "pinned",
  "draft",
  "sent",
] as const;

/** Other words for the same. */
export const otherFlagWords: Readonly<Record<string, (typeof flagWords)[number]>> = {
  seen: "read",
  unseen: "unread",
  flagged: "starred",
  unflagged: "unstarred",
  replied: "answered",
};

/** What may stand after `has:`. */
export const kindWords = [
  "attachment",
  "image",
  "pdf",
  "document",
  "spreadsheet",
  "presentation",
  "archive",
  "audio",
  "video",
  "invite",
  "contact",
  "link",
  "tag",
] as const;

/** Other words for the same. */
export const otherKindWords: Readonly<Record<string, (typeof kindWords)[number]>> = {
  attachments: "attachment",
  file: "attachment",
  files: "attachment",
  images: "image",
  photo: "image",
  picture: "image",
  documents: "document",
  doc: "document",
  spreadsheets: "spreadsheet",
  sheet: "spreadsheet",
  slides: "presentation",
  zip: "archive",
  calendar: "invite",
  invitation: "invite",
  links: "link",
  url: "link",
  tags: "tag",
  userlabels: "tag",
};

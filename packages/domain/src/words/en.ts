export const en = {
  quoteAttribution: "On {date}, {person} wrote:",
  forwardedHeading: "Forwarded message",
  from: "From",
  to: "To",
  cc: "Cc",
  date: "Date",
  subject: "Subject",
  undeliveredSubject: "Not delivered: {subject}",
  undeliveredText:
    "This message could not be delivered to everyone it was sent to. It will not be tried again for the people below.",
  refusedText: "The recipient below does not take this message. The reason given is:",
  delayedSubject: "Delayed: {subject}",
  delayedText:
    "This message has not been delivered to the people below yet. There is nothing to do: it is still being tried, and you will be told if it fails.",
  lastAnswer: "The last answer was:",
  automaticReplySubject: "Automatic reply: {subject}",
  noSubject: "(no subject)",
} as const;

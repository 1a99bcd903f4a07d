/** Spaces that hold nothing: hints about the server's own queues carry their ids. */
export const outboundQueueSpace = "00000000-0000-0000-0000-000000000001";
export const longWorkSpace = "00000000-0000-0000-0000-000000000002";

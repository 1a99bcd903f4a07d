/** Spaces that hold nothing: hints about the server's own queues carry their ids. */
export const outboundQueueSpace = "00000000-0000-0000-0000-000000000001";
export const longWorkSpace = "00000000-0000-0000-0000-000000000002";
export const previewAskedSpace = "00000000-0000-0000-0000-000000000003";
export const previewMadeSpace = "00000000-0000-0000-0000-000000000004";
export const scanAskedSpace = "00000000-0000-0000-0000-000000000005";

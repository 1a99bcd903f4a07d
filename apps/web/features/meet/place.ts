export const homeHref = "/meet";
/** The page of a room's meeting. It is loaded whole: what it may run is said with the page. */
export const meetHref = (roomId: string): string => `/meet/${encodeURIComponent(roomId)}`;

/** The same, where the people of the room are rung for as soon as one is in. */
export const callHref = (roomId: string): string => `${meetHref(roomId)}?ring`;
export const wantsRing = (): boolean => new URLSearchParams(window.location.search).has("ring");

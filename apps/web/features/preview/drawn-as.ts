/** How the server is asked to draw a picture that fills a screen. */
export const drawnAs = { area: "2560x2560", quality: "high" } as const;

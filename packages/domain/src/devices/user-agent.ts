export type Device = {
  /** Null when it does not say, or says what we do not know. */
  readonly browser: string | null;
  readonly system: string | null;
  readonly form: "computer" | "phone" | "tablet";
};

/** In this order: most browsers say that they are others too. */
const browsers: readonly (readonly [name: string, token: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|OPT|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Vivaldi", /\bVivaldi\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bVersion\/[\d.]+ .*Safari\//],
];

const systems: readonly (readonly [name: string, token: RegExp])[] = [
  ["iPadOS", /\biPad\b/],
  ["iOS", /\b(?:iPhone|iPod)\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\b(?:Macintosh|Mac OS X)\b/],
  ["Linux", /\b(?:Linux|X11)\b/],
];

/** What a User-Agent header (RFC 9110 §10.1.5) says of a browser, as far as a person would say it. */
export function readUserAgent(header: string): Device {
  const find = (table: typeof browsers) => table.find(([, token]) => token.test(header))?.[0] ?? null;
  const system = find(systems);
  const isMobile = /\bMobile\b/.test(header);
  const isTablet = system === "iPadOS" || (system === "Android" && !isMobile);
  const form = isTablet ? "tablet" : system === "iOS" || system === "Android" ? "phone" : "computer";
  return { browser: find(browsers), system, form };
}

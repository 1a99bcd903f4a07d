const units: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `5m`, `300k`, `1g`, `2000`: a size in bytes; null for what is none. */
export function parseSize(text: string): number | null {
  const match = /^(\d{1,12})\s*([kmg]?)b?$/i.exec(text);
  const bytes = match ? Number(match[1]) * (units[(match[2] ?? "").toLowerCase()] ?? 1) : null;
  return bytes === null ? null : Math.min(bytes, Number.MAX_SAFE_INTEGER);
}

/** `2026-11-25`, `2026/11/25` or `25.11.2026` as a day that exists; null for what is none. */
export function parseDay(text: string): string | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : german ? german.slice(1).reverse() : [];
  if (!year || !month || !day) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.toISOString().slice(0, 10) : null;
}

const spans: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  m: 2_629_800_000,
  y: 31_557_600_000,
};

/** `3d`, `2w`, `6m`, `1y`: a span in milliseconds; null for what is none. */
export function parseSpan(text: string): number | null {
  const match = /^(\d{1,4})([hdwmy])$/i.exec(text);
  const span = spans[(match?.[2] ?? "").toLowerCase()];
  return match && span ? Number(match[1]) * span : null;
}

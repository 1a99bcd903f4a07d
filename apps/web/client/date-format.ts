const made = new Map<string, Intl.DateTimeFormat>();

/** A formatter of dates, made once for its language and options: making one takes longer than drawing the row of a list that uses it. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, options);
  made.set(key, known);
  return known;
}

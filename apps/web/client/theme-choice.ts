export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value);
}

/** Runs before the first paint: turns "system" into what the system says. */
export const themeScript = `(()=>{const d=document.documentElement;if(d.dataset.themeChoice!=="light"&&d.dataset.themeChoice!=="dark")d.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"})()`;

"use client";

import { useEffect } from "react";
import { setCookie, themeCookie } from "./locale.ts";
import type { Theme } from "./theme-choice.ts";

/** Puts a theme on the page and remembers it for the next first paint. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  const isDark = theme === "system" ? window.matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  root.dataset["themeChoice"] = theme;
  root.dataset["theme"] = isDark ? "dark" : "light";
  setCookie(themeCookie, theme);
}

/** Follows the system while the choice is "system". */
export function SystemTheme() {
  useEffect(() => {
    const list = window.matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      const root = document.documentElement;
      if (root.dataset["themeChoice"] === "system") root.dataset["theme"] = list.matches ? "dark" : "light";
    };
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, []);
  return null;
}

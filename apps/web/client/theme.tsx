"use client";

import { useEffect, useLayoutEffect } from "react";
import { setCookie, themeCookie } from "./locale.ts";
import type { Theme } from "./theme-choice.ts";

/** Puts a theme on the page and remembers it for the next first paint. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["themeChoice"] = theme;
  setCookie(themeCookie, theme);
  draw();
}

/** How many pages want it dark now, whatever was chosen. */
let holds = 0;

function draw(): void {
  const root = document.documentElement;
  const choice = root.dataset["themeChoice"];
  const wantsDark = choice === "system" ? window.matchMedia("(prefers-color-scheme: dark)").matches : choice === "dark";
  root.dataset["theme"] = holds > 0 || wantsDark ? "dark" : "light";
}

/** Draws the page dark while this is there: pictures of people are looked at in a dark room. */
export function useAlwaysDark(): void {
  useLayoutEffect(() => {
    holds++;
    draw();
    return () => {
      holds--;
      draw();
    };
  }, []);
}

/** Follows the system while the choice is "system". */
export function SystemTheme() {
  useEffect(() => {
    const list = window.matchMedia("(prefers-color-scheme: dark)");
    list.addEventListener("change", draw);
    return () => list.removeEventListener("change", draw);
  }, []);
  return null;
}

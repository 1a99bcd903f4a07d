import { expect, test } from "vitest";
import { paperOf } from "./colours.ts";

test.each([
  ["<p>x</p>", "none"],
  ['<p style="color:windowtext">x</p>', "none"],
  ['<div style="background-color:white;color:#000000">x</div>', "none"],
  ['<div style="background:rgb(255, 255, 255)">x</div>', "none"],
  ['<table bgcolor="#ffffff"><tr><td>x</table>', "none"],
  ['<p style="font-family:Calibri;color:#1F497D">x</p>', "text"],
  ['<font color="red">x</font>', "text"],
  ["<style>a:link {color:#0563C1}</style><p>x</p>", "text"],
  ['<td bgcolor="#f4f4f4">x</td>', "own"],
  ["<style>body{background:#eee}</style><p>x</p>", "own"],
  ['<div style="background-image:url(&quot;x&quot;)">x</div>', "own"],
  ['<p style="border-color:red">x</p>', "none"],
])("%s: %s", (html, paper) => {
  expect(paperOf(html)).toBe(paper);
});

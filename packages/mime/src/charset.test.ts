import { expect, test } from "vitest";
import { decodeBytes, decodeUnlabelled, htmlCharset } from "./charset.ts";
import { detectCharset } from "./detect-charset.ts";

const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(" ", ""), "hex");

test.each([
  ["utf-8", "c3a4", "ä"],
  ["UTF8", "efbbbf c3a4", "ä"],
  ['"utf-8"', "c3a4", "ä"],
  ["iso-8859-1", "e4", "ä"],
  ["latin1", "80", "€"],
  ["windows-1251", "eff0e8e2e5f2", "привет"],
  ["cp1251", "eff0e8e2e5f2", "привет"],
  ["koi8-r", "d0d2c9d7c5d4", "привет"],
  ["iso-2022-jp", "1b2442 467c 4b5c 1b2842", "日本"],
  ["iso-2022-jp", "1b2442 467c 1b2842 1b2442 4b5c 1b2842 21", "日本!"],
  ["shift_jis", "93fa967b", "日本"],
  ["cp932", "93fa967b", "日本"],
  ["euc-jp", "c6fccbdc", "日本"],
  ["gb2312", "c4e3bac3", "你好"],
  ["gb18030", "c4e3bac3 9439da33", "你好💩"],
  ["hz-gb-2312", "7e7b 443a 7e7d 7e7e", "暮~"],
  ["big5", "a741a66e", "你好"],
  ["big5", "8862", "Ê̄"],
  ["euc-kr", "bec8b3e7", "안녕"],
  ["cp949", "bc848c63", "펲똠"],
  ["ks_c_5601-1987", "bec8b3e7", "안녕"],
  ["iso-2022-kr", "1b242943 0e 3e48 3367 0f 21", "안녕!"],
  ["utf-7", Buffer.from("a+AOQ-b+-c").toString("hex"), "aäb+c"],
  ["utf-16", "e400", "ä"],
  ["utf-16", "feff 00e4", "ä"],
  ["utf-16", "fffe e400", "ä"],
  ["utf-16", "65e5 672c", "日本"],
  ["utf-16", "4e00 d83dde00 00", "一😀\ufffd"],
  ["utf-16be", "00e4", "ä"],
  ["utf-16le", "feff 00e4", "ä"],
  ["ucs-2", "00e4", "ä"],
  ["unicode", "e400", "ä"],
  ["cp437", "84", "ä"],
  ["macintosh", "8a", "ä"],
  ["utf-32le", "e4000000", "ä"],
])("charset %s", (label, bytes, text) => {
  expect(decodeBytes(hex(bytes), label)).toBe(text);
});

test.each(["", "us-ascii", "unknown-8bit", "no-such-charset", "__proto__", "x".repeat(500), "=?"])(
  "the label %j says nothing: UTF-8 is tried, then a guess",
  (label) => {
    expect(decodeBytes(Buffer.from("größer"), label)).toBe("größer");
    expect(decodeBytes(Buffer.from("gr\xf6\xdfer als", "latin1"), label)).toBe("größer als");
    expect(decodeBytes(hex("c4e3bac3a3accac0bde7"), label)).toBe("你好，世界");
  },
);

test("in UTF-8 only the bad octets are replaced", () => {
  expect(decodeBytes(Buffer.from("quoted: \xee\xf2 end größer", "latin1"), "utf-8")).toMatch(
    /^quoted: \ufffd+ end gr\ufffd+er$/,
  );
});

/** A sentence in a charset, made with a table since Node only encodes Unicode. */
function encode(text: string, charset: string): Buffer {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(charset, { fatal: true });
  const tries: number[][] = Array.from({ length: 128 }, (_, i) => [128 + i]);
  for (let a = 129; a < 255; a++) for (let b = 64; b < 255; b++) tries.push([a, b]);
  for (const octets of tries) {
    try {
      const char = decoder.decode(Buffer.from(octets));
      if (Array.from(char).length === 1 && !table.has(char)) table.set(char, octets);
    } catch {
      // Octets that stand for nothing.
    }
  }
  return Buffer.from(
    Array.from(text).flatMap((char) => (char < "\x80" ? [char.charCodeAt(0)] : (table.get(char) ?? [63]))),
  );
}

test.each([
  ["windows-1251", "Добрый день, отправляю вам отчёт за прошлый месяц. С уважением, Анна"],
  ["koi8-r", "Добрый день, отправляю вам отчёт за прошлый месяц. С уважением, Анна"],
  ["gb18030", "您好，请查收附件中的会议记录。如有问题请联系我们，谢谢。"],
  ["big5", "您好，請查收附件中的會議記錄。如有問題請聯絡我們，謝謝。"],
  ["shift_jis", "お世話になっております。会議の資料をお送りします。よろしくお願いいたします。"],
  ["euc-jp", "お世話になっております。会議の資料をお送りします。よろしくお願いいたします。"],
  ["euc-kr", "안녕하세요. 회의 자료를 보내 드립니다. 감사합니다."],
  ["windows-1252", "Größere Änderungen für die nächste Woche, à bientôt, señor"],
])("%s text without a label is recognised", (charset, text) => {
  expect(detectCharset(encode(text, charset))).toBe(charset);
});

test("raw header octets: UTF-8, then the declared charset, then a guess", () => {
  const russian = hex("eff0e8e2e5f2").toString("latin1");
  expect(decodeUnlabelled(Buffer.from("ä").toString("latin1"), "windows-1251")).toBe("ä");
  expect(decodeUnlabelled(russian, "windows-1251")).toBe("привет");
  expect(decodeUnlabelled(russian, "utf-8")).toBe("привет");
  expect(decodeUnlabelled("\u001b$BF|K\\\u001b(B")).toBe("日本");
});

test("HTML may name its charset itself", () => {
  expect(htmlCharset(Buffer.from('<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'))).toBe(
    "koi8-r",
  );
  expect(htmlCharset(Buffer.from("<p>charset=x</p>"))).toBe("");
});

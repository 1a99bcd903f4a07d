const named: Readonly<Record<number, string>> = {
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  20_127: "us-ascii",
  20_866: "koi8-r",
  50_220: "iso-2022-jp",
  51_932: "euc-jp",
  54_936: "gb18030",
  65_001: "utf-8",
};

/** The charset that Windows gives a number. */
export function codePageName(page: number): string {
  return named[page] ?? (page >= 28_591 && page <= 28_605 ? `iso-8859-${page - 28_590}` : `windows-${page}`);
}

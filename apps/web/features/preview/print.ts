/** Prints what is put into a page of its own; nothing of it stays. */
export async function printPage(fill: (page: Document) => Promise<void> | void): Promise<void> {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  Object.assign(frame.style, { position: "fixed", width: "0", height: "0", border: "0", visibility: "hidden" });
  document.body.append(frame);
  const { contentDocument: page, contentWindow: shown } = frame;
  if (!page || !shown) return frame.remove();
  shown.addEventListener("afterprint", () => frame.remove());
  await fill(page);
  shown.print();
}

/** Pictures, one to a page. */
export async function printPictures(sources: readonly string[]): Promise<void> {
  await printPage(async (page) => {
    const style = page.createElement("style");
    style.textContent =
      "@page{margin:0}body{margin:0}img{display:block;max-width:100%;max-height:100vh;margin:auto;break-after:page}";
    page.head.append(style);
    await Promise.all(
      sources.map((source) => {
        const picture = page.createElement("img");
        picture.src = source;
        page.body.append(picture);
        return picture.decode().catch(() => undefined);
      }),
    );
  });
}

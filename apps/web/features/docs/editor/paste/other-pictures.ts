const address = /^\/documents\/([0-9a-f-]{36})\/pictures\/[0-9a-f-]{36}$/;

/** What was copied in another document, without its pictures, whose ids mean nothing here; and where they are, of our own server alone. */
export function partOtherPictures(
  html: string,
  { documentId, origin }: { documentId: string; origin: string },
): { html: string; addresses: string[] } {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const addresses: string[] = [];
  for (const figure of body.querySelectorAll("figure[data-picture]")) {
    const url = URL.parse(figure.querySelector("img")?.getAttribute("src") ?? "", origin);
    const [, id] = address.exec(url?.pathname ?? "") ?? [];
    if (!url || url.origin !== origin || id === undefined || id === documentId) continue;
    addresses.push(url.pathname);
    const caption = figure.querySelector("figcaption");
    const words = body.ownerDocument.createElement("p");
    if (caption) words.append(...caption.childNodes);
    if (words.textContent === "") figure.remove();
    else figure.replaceWith(words);
  }
  return addresses.length === 0 ? { html, addresses } : { html: body.innerHTML, addresses };
}

/** The bytes of pictures of ours, as they are given to another document. */
export async function fetchPictures(addresses: readonly string[]): Promise<File[]> {
  return Promise.all(
    addresses.map(async (path) => {
      const answer = await fetch(path);
      if (!answer.ok) throw new Error(`the picture is not there: ${answer.status}`);
      const bytes = await answer.blob();
      return new File([bytes], "picture", { type: bytes.type });
    }),
  );
}

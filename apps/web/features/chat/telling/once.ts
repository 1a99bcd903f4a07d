const keepsMs = 5_000;
/** A page that is not looked at lets one that is be the first. */
const hiddenWaitMs = 400;

/** Whether this page is the first of the browser's to tell of something: it alone makes a sound or a notice of it. */
export async function isFirst(name: string): Promise<boolean> {
  if (document.visibilityState === "hidden") await new Promise((resolve) => setTimeout(resolve, hiddenWaitMs));
  if (!("locks" in navigator)) return true;
  return new Promise((resolve) => {
    void navigator.locks.request(`chat-told-${name}`, { ifAvailable: true }, async (lock) => {
      resolve(lock !== null);
      if (lock) await new Promise((done) => setTimeout(done, keepsMs));
    });
  });
}

import type { DraftContent } from "../../types.ts";
import { newKey } from "../../../offline/outbox.ts";
import { isSameContent } from "../content.ts";

/** Why the draft cannot be saved over: somebody changed it elsewhere, or it was sent or thrown away there. */
export type Conflict = "changed" | "gone";

export type SaveState =
  | { kind: "unchanged" }
  | { kind: "waiting" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "failed"; error: unknown }
  | { kind: "conflict"; conflict: Conflict };

export interface Saved {
  draftId: string;
  version: string;
  savedAt: string;
}

/** What is written, and what it goes on with. */
export interface Unsaved {
  draftId?: string;
  version?: string;
  tried?: readonly string[];
  content: DraftContent;
}

export interface SaveQueueInput {
  draftId: string | undefined;
  /** The version that this goes on with; without one nobody is asked whether it is still so. */
  version: string | undefined;
  /** Saves since that version whose answers never came. */
  tried?: readonly string[] | undefined;
  /** What is known to be saved, or not worth it. */
  initial: DraftContent;
  read: () => DraftContent;
  save: (input: Unsaved & { saveId: string }) => Promise<Saved>;
  /** What a failed save means: null for one that can be tried again. */
  conflictOf: (error: unknown) => Conflict | null;
  /** Keeps what is not saved on this device, or with null lets go of it. */
  keep: (unsaved: Unsaved | null) => void;
  onState: (state: SaveState) => void;
}

const keepMs = 300;
const pauseMs = 1_500;
const longestMs = 10_000;
const retryMs = 8_000;
/** An answer that is lost again and again is told so many times; the server takes 50. */
const mostTried = 20;

/** Saves a draft a moment after the last change, one save at a time, and again when one failed. Until then the device keeps it. */
export class SaveQueue {
  draftId: string | undefined;
  version: string | undefined;
  private tried: readonly string[];
  private saved: DraftContent;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private changedAt: number | null = null;
  private running: Promise<void> | null = null;
  private isStopped = false;
  private conflict: Conflict | null = null;
  private readonly input: SaveQueueInput;

  constructor(input: SaveQueueInput) {
    this.input = input;
    this.draftId = input.draftId;
    this.version = input.version;
    this.tried = input.tried ?? [];
    this.saved = input.initial;
  }

  /** Whether there were saves of which nobody knows if they arrived. */
  get isUnsure(): boolean {
    return this.tried.length > 0;
  }

  get isDirty(): boolean {
    return !isSameContent(this.saved, this.input.read());
  }

  /** Something was changed; reading all of it at every key would be slow in a long message. */
  touch(): void {
    if (this.isStopped) return;
    this.changedAt ??= Date.now();
    this.keepTimer ??= setTimeout(() => this.keepHere(), keepMs);
    if (this.conflict !== null) return;
    if (this.running === null) this.input.onState({ kind: "waiting" });
    // Somebody who never pauses is saved too.
    this.wait(Math.min(pauseMs, Math.max(0, this.changedAt + longestMs - Date.now())));
  }

  /** Saves what is not saved yet. Fails with the error of the save. */
  async flush(): Promise<void> {
    await this.settle();
    if (!this.isStopped && this.conflict === null) await this.run();
  }

  /** Makes a draft of it even if nothing was written, so that another window can go on with it. */
  async begin(): Promise<string | undefined> {
    await this.settle();
    if (this.conflict === null) await (this.draftId === undefined ? this.force() : this.run());
    return this.draftId;
  }

  /** What is written here becomes a draft of its own, beside the one that was changed. */
  async saveAsCopy(): Promise<void> {
    this.conflict = null;
    this.draftId = undefined;
    this.version = undefined;
    this.tried = [];
    await this.force();
  }

  /** Somebody else has found out that the draft was changed elsewhere. */
  stand(conflict: Conflict): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.conflict = conflict;
    this.keepHere();
    this.input.onState({ kind: "conflict", conflict });
  }

  /** Nothing is saved from now on; waits for what is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    await this.settle();
  }

  /** It was sent or thrown away: there is nothing to keep any more. */
  end(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.keepTimer);
    this.input.keep(null);
  }

  /** After a stop that was in vain. */
  resume(): void {
    this.isStopped = false;
    this.keepHere();
    if (this.conflict === null) this.wait(pauseMs);
  }

  /** Writes to this device what is not saved, at once. */
  keepHere(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    const content = this.input.read();
    if (isSameContent(this.saved, content)) this.input.keep(null);
    else this.input.keep({ ...this.base(), content });
  }

  private base(): Omit<Unsaved, "content"> {
    const { draftId, version, tried } = this;
    return {
      ...(draftId ? { draftId } : {}),
      ...(version ? { version } : {}),
      ...(tried.length > 0 ? { tried } : {}),
    };
  }

  private async settle(): Promise<void> {
    clearTimeout(this.timer);
    while (this.running) await this.running.catch(() => undefined);
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // A save that is under way looks again when it is done.
      if (this.running === null) this.run().catch(() => undefined);
    }, ms);
  }

  private async run(): Promise<void> {
    const content = this.input.read();
    this.changedAt = null;
    if (isSameContent(this.saved, content)) {
      this.input.keep(null);
      this.input.onState({ kind: "unchanged" });
      return;
    }
    await this.saveNow(content);
  }

  private force(): Promise<void> {
    this.changedAt = null;
    return this.saveNow(this.input.read());
  }

  private async saveNow(content: DraftContent): Promise<void> {
    this.running = this.save(content).finally(() => {
      this.running = null;
    });
    await this.running;
    if (this.changedAt !== null && !this.isStopped) this.wait(pauseMs);
  }

  private async save(content: DraftContent): Promise<void> {
    this.input.onState({ kind: "saving" });
    const unsaved = { ...this.base(), content };
    const saveId = newKey();
    this.tried = [...this.tried, saveId].slice(-mostTried);
    // The device knows of the save before it goes: whether it arrived nobody may ever hear.
    this.input.keep({ ...this.base(), content });
    try {
      const { draftId, version, savedAt } = await this.input.save({ ...unsaved, saveId });
      this.draftId = draftId;
      this.version = version;
      this.tried = [];
      this.saved = content;
      if (this.changedAt === null) this.input.keep(null);
      this.input.onState({ kind: "saved", at: savedAt });
    } catch (error) {
      const conflict = this.input.conflictOf(error);
      if (conflict !== null) this.stand(conflict);
      else {
        this.keepHere();
        this.input.onState({ kind: "failed", error });
        if (!this.isStopped) this.wait(retryMs);
      }
      throw error;
    }
  }
}

import { isSameContent } from "./content.ts";
import type { DraftContent } from "../types.ts";

export type SaveState =
  | { kind: "unchanged" }
  | { kind: "waiting" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "failed"; error: unknown };

export interface SaveQueueInput {
  draftId: string | undefined;
  /** What is known to be saved, or not worth it. */
  initial: DraftContent;
  read: () => DraftContent;
  save: (input: { draftId?: string; content: DraftContent }) => Promise<{ draftId: string; savedAt: string }>;
  /** Whether the draft is gone, discarded or sent elsewhere: what is written here is then kept as a new one. */
  isGone: (error: unknown) => boolean;
  onState: (state: SaveState) => void;
}

const pauseMs = 1_500;
const longestMs = 10_000;
const retryMs = 8_000;

/** Saves a draft a moment after the last change, one save at a time, and again when one failed. */
export class SaveQueue {
  draftId: string | undefined;
  private saved: DraftContent;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private changedAt: number | null = null;
  private running: Promise<void> | null = null;
  private isStopped = false;
  private readonly input: SaveQueueInput;

  constructor(input: SaveQueueInput) {
    this.input = input;
    this.draftId = input.draftId;
    this.saved = input.initial;
  }

  get isDirty(): boolean {
    return !isSameContent(this.saved, this.input.read());
  }

  /** Something was changed; reading all of it at every key would be slow in a long message. */
  touch(): void {
    if (this.isStopped) return;
    this.changedAt ??= Date.now();
    if (this.running === null) this.input.onState({ kind: "waiting" });
    // Somebody who never pauses is saved too.
    this.wait(Math.min(pauseMs, Math.max(0, this.changedAt + longestMs - Date.now())));
  }

  /** Saves what is not saved yet. Fails with the error of the save. */
  async flush(): Promise<void> {
    await this.settle();
    if (!this.isStopped) await this.run();
  }

  /** Nothing is saved from now on; waits for what is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.settle();
  }

  /** After a stop that was in vain. */
  resume(): void {
    this.isStopped = false;
    this.wait(pauseMs);
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
    this.running = this.save().finally(() => {
      this.running = null;
    });
    await this.running;
    if (this.changedAt !== null && !this.isStopped) this.wait(pauseMs);
  }

  private async save(): Promise<void> {
    const content = this.input.read();
    this.changedAt = null;
    if (isSameContent(this.saved, content)) return this.input.onState({ kind: "unchanged" });
    this.input.onState({ kind: "saving" });
    try {
      const { draftId, savedAt } = await this.saveOrBegin(content);
      this.draftId = draftId;
      this.saved = content;
      this.input.onState({ kind: "saved", at: savedAt });
    } catch (error) {
      this.input.onState({ kind: "failed", error });
      if (!this.isStopped) this.wait(retryMs);
      throw error;
    }
  }

  private async saveOrBegin(content: DraftContent): Promise<{ draftId: string; savedAt: string }> {
    const { draftId } = this;
    if (draftId === undefined) return this.input.save({ content });
    try {
      return await this.input.save({ draftId, content });
    } catch (error) {
      if (!this.input.isGone(error)) throw error;
      return this.input.save({ content });
    }
  }
}

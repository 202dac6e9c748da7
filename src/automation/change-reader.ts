import type { EventLog, Follower } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { Cursor, LoggedChange } from '../domain/event.js';

interface Settings {
  readonly statusLog: EventLog;
  readonly clock: Clock;
  /** Where to begin; null: with what is logged from now on. */
  readonly after: Cursor | null;
  /** Told where it begins. Default: nobody is. */
  readonly onBegin?: (cursor: Cursor) => void;
  readonly onChanged: (change: LoggedChange) => void;
  /** Changes before this position were lost: any version may have changed. */
  readonly onGap: (cursor: Cursor) => void;
  /**
   * It fell behind the log, the log could not be read, or `onChanged` threw, whose change does not come again. It reads on by
   * itself.
   */
  readonly onDefect: (error: unknown) => void;
}

/** After the log could not be followed. */
const RETRY_MS = 1_000;

/** Reads every change of status from a position on, until the returned function is called. */
export function readChanges(settings: Settings): () => void {
  const reader = new ChangeReader(settings);
  void reader.readOn();
  return () => reader.end();
}

class ChangeReader {
  private position: Cursor | null;
  private follower: Follower | undefined;
  private isOver = false;

  constructor(private readonly settings: Settings) {
    this.position = settings.after;
  }

  end(): void {
    this.isOver = true;
    void this.follower?.return?.();
  }

  /** Where it fell behind the log, the next one begins with a gap. Never rejects. */
  async readOn(): Promise<void> {
    const { clock, onDefect } = this.settings;
    while (!this.isOver) {
      await this.read().catch((error: unknown) => onDefect(error));
      if (!this.isOver) await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
    }
  }

  private async read(): Promise<void> {
    const { statusLog, onBegin, onChanged, onGap } = this.settings;
    this.position ??= await statusLog.tail();
    onBegin?.(this.position);
    this.follower = await statusLog.follow(this.position, {});
    if (this.isOver) return void this.follower.return?.();
    for await (const it of this.follower) {
      this.position = it.cursor;
      if (it.kind === 'CHANGED') onChanged(it.change);
      else if (it.kind === 'GAP') onGap(it.cursor);
    }
  }
}

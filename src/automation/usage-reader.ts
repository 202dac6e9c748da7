import type { EventLog, Follower } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { Cursor, LoggedChange } from '../domain/event.js';

interface Settings {
  readonly statusLog: EventLog;
  readonly clock: Clock;
  /** Where to begin; null: with what is logged from now on. */
  readonly after: Cursor | null;
  /** Told where it begins. */
  readonly onBegin: (cursor: Cursor) => void;
  readonly onChanged: (change: LoggedChange) => void;
  /** Changes before this position were lost. */
  readonly onGap: (cursor: Cursor) => void;
  readonly onDefect: (error: unknown) => void;
}

/** After the log could not be followed. */
const RETRY_MS = 1_000;

/** Reads every change from a position on, until the returned function is called. */
export function readChanges(settings: Settings): () => void {
  const { statusLog, clock, after, onBegin, onChanged, onGap, onDefect } = settings;
  let position = after;
  let isOver = false;
  let follower: Follower | undefined;

  async function read(): Promise<void> {
    position ??= await statusLog.tail();
    onBegin(position);
    follower = await statusLog.follow(position, {});
    if (isOver) return void follower.return?.();
    for await (const it of follower) {
      position = it.cursor;
      if (it.kind === 'CHANGED') onChanged(it.change);
      else if (it.kind === 'GAP') onGap(it.cursor);
    }
  }

  async function readOn(): Promise<void> {
    while (!isOver) {
      await read().catch(onDefect); // it fell behind the log: the next one begins with a gap
      if (!isOver) await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
    }
  }

  void readOn();
  return () => {
    isOver = true;
    void follower?.return?.();
  };
}

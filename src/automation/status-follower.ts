import type { EventLog, Follower } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { StatusChange } from '../domain/event.js';

interface Settings {
  readonly statusLog: EventLog;
  readonly clock: Clock;
  readonly onChanged: (change: StatusChange) => void;
  /** Changes were lost: any version may have changed. */
  readonly onGap: () => void;
}

/** After the log could not be followed. */
const RETRY_MS = 1_000;

/** Tells of every change of status from now on, until the returned function is called. */
export async function followStatus({ statusLog, clock, onChanged, onGap }: Settings): Promise<() => void> {
  let isOver = false;
  let follower = await statusLog.follow(await statusLog.tail(), {});

  async function read(from: Follower): Promise<void> {
    for await (const it of from)
      if (it.kind === 'CHANGED') onChanged(it.change);
      else if (it.kind === 'GAP') onGap();
  }

  async function readOn(): Promise<void> {
    await read(follower).catch(() => {}); // it fell behind the log
    if (isOver) return;
    await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
    if (isOver) return;
    follower = await statusLog.follow(await statusLog.tail(), {});
    onGap();
    void readOn();
  }

  void readOn();
  return () => {
    isOver = true;
    void follower.return?.();
  };
}

import type { Clock } from '../../src/clock.js';

/** One time for a gateway of several instances and its emulator. It stands still until it is moved from instant to instant. */
export interface OwnedTime extends Clock {
  /** Moves on, running every task that comes due in order; real calls under way end before the next one. */
  advance(ms: number): Promise<void>;
  /** Moves on as far as is needed for the promise to settle. */
  during<T>(promise: Promise<T>): Promise<T>;
  /** What is called takes no time on this clock, but real time: the next task waits for it. One after the other, in order. */
  real<T>(call: () => Promise<T>): Promise<T>;
}

interface Task {
  readonly dueMs: number;
  /** Tasks of one instant run in the order in which they were set. */
  readonly order: number;
  readonly run: () => void;
  isCalledOff: boolean;
}

export function createOwnedTime(startMs: number): OwnedTime {
  const tasks = new TaskHeap();
  let nowMs = startMs;
  let order = 0;
  let realCalls = 0;
  let lastCall: Promise<unknown> = Promise.resolve();

  async function quiet(): Promise<void> {
    for (let calm = 0; calm < 2; calm += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (realCalls > 0) calm = -1;
    }
  }

  /** Infinite: none. */
  async function runNext(untilMs: number): Promise<boolean> {
    await quiet();
    const task = tasks.takeUntil(untilMs);
    if (!task) return false;
    nowMs = Math.max(nowMs, task.dueMs);
    task.run();
    return true;
  }

  return {
    now: () => nowMs,
    wallNow: () => nowMs,
    after(ms, run) {
      const task: Task = { dueMs: nowMs + ms, order: order++, run, isCalledOff: false };
      tasks.add(task);
      return () => {
        task.isCalledOff = true;
      };
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      while (await runNext(untilMs));
      nowMs = untilMs;
    },
    async during(promise) {
      let isSettled = false;
      const settle = () => {
        isSettled = true;
      };
      promise.then(settle, settle);
      await quiet();
      while (!isSettled) await runNext(Number.POSITIVE_INFINITY);
      return promise;
    },
    async real(call) {
      realCalls += 1;
      const answer = lastCall.then(call);
      lastCall = answer.catch(() => {});
      return answer.finally(() => {
        realCalls -= 1;
      });
    },
  };
}

class TaskHeap {
  private readonly heap: Task[] = [];

  add(task: Task): void {
    let at = this.heap.push(task) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!goesBefore(task, this.at(parent))) break;
      this.heap[at] = this.at(parent);
      at = parent;
    }
    this.heap[at] = task;
  }

  takeUntil(untilMs: number): Task | null {
    for (let top = this.heap[0]; top && top.dueMs <= untilMs; top = this.heap[0]) {
      this.dropTop();
      if (!top.isCalledOff) return top;
    }
    return null;
  }

  private dropTop(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && goesBefore(this.at(child + 1), this.at(child))) child += 1;
      if (!goesBefore(this.at(child), last)) break;
      this.heap[at] = this.at(child);
      at = child;
    }
    this.heap[at] = last;
  }

  private at(index: number): Task {
    return this.heap[index] as Task;
  }
}

function goesBefore(one: Task, other: Task): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}

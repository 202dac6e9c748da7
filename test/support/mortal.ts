/** An instance's life: after `kill -9` nothing of it goes on, whatever it waits for. */
export class Life {
  isAlive = true;
  private stepsLeft = Number.POSITIVE_INFINITY;
  private tell: (error: Error) => void = () => {};
  /** Rejects when it ends. */
  readonly ended = new Promise<never>((_, reject) => {
    this.tell = reject;
  });

  constructor() {
    this.ended.catch(() => {});
  }

  end(): void {
    this.isAlive = false;
    this.tell(new Error('killed'));
  }

  /** It ends at the so many-th step from now, before a call that it makes or after the effect of one. */
  endAfter(steps: number): void {
    this.stepsLeft = steps;
  }

  /** False: it has not lived to see this one. */
  step(): boolean {
    if (this.stepsLeft <= 0 && this.isAlive) this.end();
    this.stepsLeft -= 1;
    return this.isAlive;
  }
}

const NEVER = new Promise<never>(() => {});
type Call = (...args: never[]) => Promise<unknown>;

/** The same calls, of an instance that may die: what it calls afterwards is not called, and what it waits for never comes. */
export function mortal<T extends Readonly<Record<string, Call>>>(life: Life, calls: T): T {
  const guarded = Object.entries(calls).map(([name, call]) => {
    const guard = async (...args: never[]) => {
      if (!life.step()) return NEVER;
      try {
        return await call(...args);
      } finally {
        if (!life.step()) await NEVER;
      }
    };
    return [name, guard];
  });
  return Object.fromEntries(guarded) as T;
}

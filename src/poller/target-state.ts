import type { EpochMs } from '../domain/model.js';
import type { Scope, Target } from '../refresh/refresh.js';

/** What the poller itself remembers of one target; all else the catalog knows. */
export interface Memory {
  readonly id: string;
  readonly target: Target;
  readonly heardAt: EpochMs;
  /** When its last list that succeeded began; null: none did. */
  listedAt: EpochMs | null;
  /** When its last look that succeeded began. */
  lookedAt: EpochMs;
  jitter: number;
  readonly woken: Map<string, EpochMs>;
  readonly inFlight: Set<Scope>;
  /** In a row. */
  failures: number;
  notBefore: EpochMs;
}

export function createMemory(target: Target, heardAt: EpochMs, jitter: number): Memory {
  return {
    id: target.kind === 'projects' ? 'projects' : target.projectArn,
    target,
    heardAt,
    listedAt: null,
    lookedAt: 0,
    jitter,
    woken: new Map(),
    inFlight: new Set(),
    failures: 0,
    notBefore: 0,
  };
}

/** The look answers these wakes; one that comes while it is under way wants another. */
export function takeWoken({ woken }: Memory, scope: Scope): ReadonlyMap<string, EpochMs> {
  const taken = new Map([...woken].filter(([name]) => scope === 'all' || scope.includes(name)));
  for (const name of taken.keys()) woken.delete(name);
  return taken;
}

/** The look failed. */
export function giveBackWoken({ woken }: Memory, taken: ReadonlyMap<string, EpochMs>): void {
  for (const [name, wokenAt] of taken) woken.set(name, woken.get(name) ?? wokenAt);
}

/** The look succeeded. */
export function noteLook(memory: Memory, scope: Scope, askedAt: EpochMs, jitter: number): void {
  memory.lookedAt = Math.max(memory.lookedAt, askedAt);
  if (scope !== 'all') return;
  memory.listedAt = Math.max(memory.listedAt ?? 0, askedAt);
  memory.jitter = jitter;
}

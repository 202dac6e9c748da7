import type { EpochMs } from '../domain/model.js';
import type { RefreshTarget, Scope } from '../refresh/refresh.js';

/** What the poller itself remembers of one target; all else the catalog knows. */
export interface TargetState {
  readonly id: string;
  readonly target: RefreshTarget;
  readonly heardAt: EpochMs;
  /** When its last list that succeeded began; null: none did. */
  listedAt: EpochMs | null;
  /** When its last refresh that succeeded began. */
  refreshedAt: EpochMs;
  jitter: number;
  readonly invalidated: Map<string, EpochMs>;
  readonly inFlight: Set<Scope>;
  /** In a row. */
  failures: number;
  notBefore: EpochMs;
}

export function createTargetState(target: RefreshTarget, heardAt: EpochMs, jitter: number): TargetState {
  return {
    id: target.kind === 'projects' ? 'projects' : target.projectArn,
    target,
    heardAt,
    listedAt: null,
    refreshedAt: 0,
    jitter,
    invalidated: new Map(),
    inFlight: new Set(),
    failures: 0,
    notBefore: 0,
  };
}

/** A refresh began: it answers these wakes. A later wake needs another refresh. */
export function takeInvalidated({ invalidated }: TargetState, scope: Scope): ReadonlyMap<string, EpochMs> {
  const taken = new Map([...invalidated].filter(([name]) => scope === 'all' || scope.includes(name)));
  for (const name of taken.keys()) invalidated.delete(name);
  return taken;
}

/** The refresh failed. */
export function restoreInvalidated({ invalidated }: TargetState, taken: ReadonlyMap<string, EpochMs>): void {
  for (const [name, invalidatedAt] of taken) invalidated.set(name, invalidated.get(name) ?? invalidatedAt);
}

/** The refresh succeeded. */
export function noteRefresh(state: TargetState, scope: Scope, startedAt: EpochMs, jitter: number): void {
  state.refreshedAt = Math.max(state.refreshedAt, startedAt);
  if (scope !== 'all') return;
  state.listedAt = Math.max(state.listedAt ?? 0, startedAt);
  state.jitter = jitter;
}

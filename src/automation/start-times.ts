import { readStartTimes, withStartTime } from '../domain/automation/start-time.js';
import type { StatusChange } from '../domain/event.js';
import { START_TIME_KIND } from '../services/schedules.js';
import type { Services } from '../services/session.js';

interface Settings {
  readonly services: Pick<Services, 'records' | 'catalog' | 'onDefect'>;
  /** Whether this instance writes. */
  readonly isHolder: () => boolean;
  readonly fencingToken: () => number | undefined;
}

/** More than a version goes through from a start to RUNNING. */
const HISTORY = 10;
const ATTEMPTS = 5;

/** Remembers how long starts take, by people as by schedules. A start that was not seen from its beginning counts for nothing. */
export function createStartTimes({ services, isHolder, fencingToken }: Settings) {
  const { records, catalog, onDefect } = services;

  async function remember({ versionArn, projectArn, observedAt }: StatusChange): Promise<void> {
    const { changes } = await catalog.log.history(versionArn, HISTORY, null);
    const start = changes.find((it) => it.status === 'STARTING' && it.observedAt < observedAt);
    if (!start || start.previousStatus === null) return;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const known = records.get(START_TIME_KIND, projectArn);
      const value = withStartTime(readStartTimes(known?.value), start.observedAt, observedAt);
      const change = { kind: START_TIME_KIND, key: projectArn, value, expected: known?.revision ?? null };
      if (await records.commit([change], fencingToken())) return;
    }
  }

  return {
    /** @param change - from STARTING to RUNNING */
    observe(change: StatusChange): void {
      if (isHolder()) remember(change).catch(onDefect);
    },
  };
}

import type { ModelVersionArn } from '../../domain/arn.js';
import { type PlannedStop, planStop, readPlannedStop } from '../../domain/automation/planned-stop.js';
import { stopAfterOfStart } from '../../domain/automation/stop-rules.js';
import type { InferenceUnits } from '../../domain/change-inputs.js';
import { GatewayError } from '../../domain/errors.js';
import { STOP_KIND, shortenedWarning } from '../planned-stops.js';
import type { Session } from '../session.js';
import { startModelVersion } from './model-version-changes.js';
import { isWithoutAnswer } from './one-change.js';
import { firstOf } from './record-change.js';
import type { ChangedVersion, VersionChange } from './version-change.js';

/**
 * As {@link startModelVersion}. The stop is on record before the start is sent to AWS, so that no crash leaves a version
 * running without it; where the start is refused, it is taken back.
 * @param givenMs - null: as the settings say
 */
export function startWithStop(
  arn: ModelVersionArn,
  units: InferenceUnits,
  givenMs: number | null,
): VersionChange<ChangedVersion> {
  const start = startModelVersion(arn, units);
  let planned: PutStop | null = null;
  return {
    ...start,
    async send(session, before) {
      const stop = stopFor(session, givenMs);
      // What runs cannot be started, and keeps its own stop.
      const isUp = before.version.status === 'RUNNING' || before.version.status === 'STARTING';
      planned = stop && !isUp ? await put(session, arn, stop) : null;
      return start.send(session, before).catch((error) => giveUp(session, planned, error));
    },
    async answer(session, sent, before) {
      const changed = await start.answer(session, sent, before);
      await (planned ? keep(session, planned) : settle(session, arn, stopFor(session, givenMs)));
      return changed;
    },
    async warnings(session) {
      const { isShortened } = stopAfterOfStart(session.stopRules, givenMs);
      return isShortened ? [shortenedWarning(session, 'stopAfter')] : [];
    },
  };
}

function stopFor({ stopRules, caller, clock }: Session, givenMs: number | null): PlannedStop | null {
  const { ms: afterMs } = stopAfterOfStart(stopRules, givenMs);
  if (afterMs === null) return null;
  return planStop({ at: null, afterMs, setBy: caller.subject, setAt: clock.wallNow() });
}

/** A stop that is on record, and the one that it took the place of. */
interface PutStop {
  readonly key: ModelVersionArn;
  readonly stop: PlannedStop;
  readonly replaced: PlannedStop | null;
}

function put({ records }: Session, key: ModelVersionArn, stop: PlannedStop): Promise<PutStop> {
  return firstOf('stop', async () => {
    const known = records.get(STOP_KIND, key);
    const change = { kind: STOP_KIND, key, value: stop, expected: known?.revision ?? null };
    const replaced = known ? readPlannedStop(known.value) : null;
    return (await records.commit([change])) && { key, stop, replaced };
  });
}

/** The start has failed. */
async function giveUp(session: Session, planned: PutStop | null, error: unknown): Promise<never> {
  if (planned && error instanceof GatewayError && !isWithoutAnswer(error))
    await takeBack(session, planned).catch(() => {}); // then it ends when no start is seen
  throw error;
}

/** Whatever it took the place of is there again, of another start at the same moment for example; unless somebody has set another one since. */
async function takeBack({ records }: Session, { key, stop, replaced }: PutStop): Promise<void> {
  const now = records.get(STOP_KIND, key);
  if (!now || !isSame(readPlannedStop(now.value), stop)) return;
  await records.commit([{ kind: STOP_KIND, key, value: replaced, expected: now.revision }]);
}

/** After a start that AWS has accepted: another one at the same moment, which it refused, may have put its own. */
async function keep(session: Session, { key, stop }: PutStop): Promise<void> {
  const known = session.records.get(STOP_KIND, key);
  if (!known) return;
  const other = readPlannedStop(known.value);
  if (other.at === null && !isSame(other, stop)) await put(session, key, stop);
}

function isSame(one: PlannedStop, other: PlannedStop): boolean {
  return one.setAt === other.setAt && one.setBy === other.setBy && one.afterMs === other.afterMs;
}

/** After a start that did not put its stop on record itself: what is there may be of an earlier start, or of an earlier try. */
async function settle(session: Session, key: ModelVersionArn, stop: PlannedStop | null): Promise<void> {
  const known = session.records.get(STOP_KIND, key);
  if (!stop) {
    if (known)
      await session.records.commit([{ kind: STOP_KIND, key, value: null, expected: known.revision }]);
    return;
  }
  const { afterMs, setBy } = known ? readPlannedStop(known.value) : stop;
  if (!known || afterMs !== stop.afterMs || setBy !== stop.setBy) await put(session, key, stop);
}

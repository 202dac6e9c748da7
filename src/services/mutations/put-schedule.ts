import type { ProjectArn } from '../../domain/arn.js';
import { newScheduleState, type Schedule, scheduleKey } from '../../domain/automation/schedule.js';
import { wishAt } from '../../domain/automation/schedule-wish.js';
import { GatewayError } from '../../domain/errors.js';
import { isNeverStarted } from '../../domain/foresight.js';
import type { Foreseen, Warning } from '../../domain/plan.js';
import { loadVersion } from '../reading/loaders.js';
import { type NamedSchedule, SCHEDULE_KIND, toNamedSchedule } from '../schedule-index.js';
import {
  leadTimeOf,
  SCHEDULE_STATE_KIND,
  scheduleNamed,
  schedulesIn,
  targetOf,
  wantedBy,
} from '../schedules.js';
import type { Session } from '../session.js';
import { type Cap, deleteRecord, putRecord } from './record-change.js';
import { checkSchedule, checkTarget, type ScheduleInput } from './schedule-checks.js';

/** Loaded by the first dry run. */
const foresight = () => import('./foresee-version-change.js');

const MAX_SCHEDULES = 50;

/** What is replaced or deleted. */
interface Expected {
  /** Null: whatever it is now. */
  readonly revision: string | null;
}

/** May be refused as INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS, REVISION_MISMATCH, QUOTA_EXCEEDED. */
export function putSchedule(
  input: ScheduleInput,
  { revision, mustBeNew }: Expected & { readonly mustBeNew: boolean },
) {
  const { projectArn, name } = input;
  const key = scheduleKey(projectArn, name);
  let known: Schedule | null | undefined;
  const put = putRecord<ScheduleInput, { readonly schedule: NamedSchedule }>(
    {
      ...{ kind: SCHEDULE_KIND, key, noun: 'schedule', name, revision, mustBeNew },
      cap: capFor(input),
      check: (session) => checkSchedule(session, input),
      async value(session, before) {
        known = before;
        await checkTarget(session, input);
        return input;
      },
      // What was done about an earlier one of the name is not this one's.
      besides: (_, { updatedAt }, before) =>
        before ? [] : [{ kind: SCHEDULE_STATE_KIND, key, value: newScheduleState(updatedAt) }],
      warnings: (session) =>
        warningsOfPut(
          session,
          input,
          known === undefined ? scheduleNamed(session.records, projectArn, name) : known,
        ),
    },
    async (_, record) => ({ schedule: toNamedSchedule(record) }),
  );
  return { ...put, foresee: (session: Session) => foreseePut(session, input) };
}

function capFor({ projectArn, name }: ScheduleInput): Cap {
  return {
    ...{ key: `${projectArn} ${SCHEDULE_KIND}`, max: MAX_SCHEDULES, of: 'in the project' },
    others: ({ records }) => schedulesIn(records, projectArn).filter((it) => it.name !== name).length,
  };
}

/** A start, if a window is open or about to be. What AWS would refuse it with shows when it is tried. */
async function foreseePut(session: Session, input: ScheduleInput): Promise<Foreseen> {
  const arn = targetOf(session.records, input);
  if (arn === null || !isWanted(session, input)) return { calls: [] };
  const version = await loadVersion(session.loaders, arn);
  if (!version || version.status === 'STARTING' || version.status === 'RUNNING') return { calls: [] };
  const units = { min: input.minInferenceUnits, max: input.maxInferenceUnits };
  try {
    return await (await foresight()).foreseeStart(session, version, units);
  } catch (error) {
    if (error instanceof GatewayError && error.isRefusal) return { calls: [] };
    throw error;
  }
}

function isWanted({ records, clock }: Session, schedule: ScheduleInput): boolean {
  const leadMs = leadTimeOf(records, schedule.projectArn);
  return wishAt(schedule, leadMs, null, clock.wallNow())?.state === 'RUNNING';
}

async function warningsOfPut(
  session: Session,
  input: ScheduleInput,
  known: Schedule | null,
): Promise<readonly Warning[]> {
  const arn = targetOf(session.records, input);
  if (arn === null && input.aliasName === null) return [];
  if (arn === null) {
    const message = `aliasName: no version has the alias ${input.aliasName} now; nothing is started until one has.`;
    return [{ code: 'ALIAS_NAMES_NOTHING', message, field: ['aliasName'] }];
  }
  const version = await loadVersion(session.loaders, arn);
  if (input.isEnabled && input.aliasName !== null && version && isNeverStarted(version.status))
    return (await import('./alias-warnings.js')).neverStartedWarnings(version, 'aliasName');
  const isUp = version?.status === 'STARTING' || version?.status === 'RUNNING';
  if (!input.isEnabled && known && isUp) return stopsNothing(session, known, 'isEnabled');
  const { minInferenceUnits: min, maxInferenceUnits: max } = version ?? {};
  const isOther = min !== input.minInferenceUnits || (max ?? null) !== input.maxInferenceUnits;
  if (!input.isEnabled || !isUp || !isOther) return [];
  const message = `minInferenceUnits: the model runs with ${min}${max == null ? '' : ` to ${max}`} and is not rescaled; the new numbers count from its next start.`;
  return [{ code: 'NOT_RESCALED', message, field: ['minInferenceUnits'] }];
}

/** May be refused as NOT_FOUND, REVISION_MISMATCH. */
export function deleteSchedule(projectArn: ProjectArn, name: string, { revision }: Expected) {
  const key = scheduleKey(projectArn, name);
  let known: Schedule | null = null;
  return deleteRecord<Schedule>({
    ...{ kind: SCHEDULE_KIND, key, noun: 'schedule', name, revision },
    async check(_, before) {
      known = before;
    },
    besides: () => [{ kind: SCHEDULE_STATE_KIND, key, value: null }],
    async warnings(session) {
      const before = known ?? scheduleNamed(session.records, projectArn, name);
      const arn = before && targetOf(session.records, before);
      const version = arn && (await loadVersion(session.loaders, arn));
      const isUp = version && (version.status === 'STARTING' || version.status === 'RUNNING');
      return before && isUp ? stopsNothing(session, before, 'name') : [];
    },
  });
}

/** Of a schedule in whose window the model runs, and that no longer stops it. */
function stopsNothing(session: Session, schedule: Schedule, field: string): readonly Warning[] {
  const { records, clock } = session;
  const arn = targetOf(records, schedule);
  if (!isWanted(session, schedule) || arn === null) return [];
  if (wantedBy(records, arn, schedule, clock.wallNow()).length > 0) return [];
  const message = `${field}: the window is open and the model goes on running: this schedule does not stop it any more. Stop it, or plan a stop.`;
  return [{ code: 'GOES_ON_RUNNING', message, field: [field] }];
}

import type { ModelVersionArn } from '../arn.js';
import type { EpochMs, ModelVersion } from '../model.js';
import type { ModelVersionStatus } from '../status.js';
import { planStep, type WorkflowStep } from './workflow.js';

/** What only a rollout knows. */
export interface RollOut {
  readonly minInferenceUnits: number;
  readonly maxInferenceUnits: number | null;
  /** What the alias was when the rollout began; null: there was none. */
  readonly aliasRevision: string | null;
  /** What the alias named then; null: nothing, or the version that is rolled out. */
  readonly previousArn: ModelVersionArn | null;
  /** In milliseconds. */
  readonly bakeMs: number;
  readonly stopsPrevious: boolean;
  /** A start that takes longer has failed. In milliseconds. */
  readonly longestStartMs: number;
}

/** The start, as far as the rollout has made it. */
export interface MadeStart {
  /** False: it was begun by somebody else. */
  readonly isOwn: boolean;
  /** AWS has accepted it. Before, it may have been sent. */
  readonly isSent: boolean;
  /** Of the wall clock. */
  readonly at: EpochMs;
  /** The status before it. */
  readonly from: ModelVersionStatus;
  /** When AWS has accepted the stop that takes it back; null: it was not sent. */
  readonly stoppedAt: EpochMs | null;
}

export interface MadeBake {
  readonly untilAt: EpochMs;
}

/** The steps in their order. */
export function rollOutSteps(
  { previousArn, bakeMs, stopsPrevious }: RollOut,
  names: { readonly version: string; readonly alias: string; readonly previous: string | null },
): readonly WorkflowStep[] {
  const stopsIt = stopsPrevious && previousArn !== null;
  return [
    planStep({ action: 'start', name: `start ${names.version}` }),
    planStep({ action: 'move-alias', name: `move alias ${names.alias}` }),
    ...(bakeMs > 0 ? [planStep({ action: 'bake', name: 'bake' })] : []),
    ...(stopsIt
      ? [planStep({ action: 'stop-previous', name: `stop ${names.previous}`, isFinal: true })]
      : []),
  ];
}

/** A change that AWS has accepted may show so late. */
const SHOWN_MS = 60_000;
/** A change that was sent may arrive so late. */
const ARRIVAL_MS = 35_000;

/** What AWS shows of the start of a version. */
export type StartVerdict = 'running' | 'starting' | 'stopping' | 'settling' | 'failed' | 'ended' | 'standing';

/** @param made - null: nothing was begun */
export function judgeStart(status: ModelVersionStatus, made: MadeStart | null, now: EpochMs): StartVerdict {
  if (status === 'RUNNING') return 'running';
  if (status === 'STARTING' || status === 'UNKNOWN') return 'starting';
  if (status === 'STOPPING') return 'stopping';
  if (!made?.isSent) return 'standing';
  if (status === made.from && now < made.at + SHOWN_MS) return 'settling';
  return status === 'FAILED' ? 'failed' : 'ended';
}

/** What is to be done to take a start back. */
export type UndoVerdict = 'wait' | 'stop' | 'restarted' | 'done';

/** @param version - as AWS shows it now */
export function judgeUndo(
  { status, minInferenceUnits }: Pick<ModelVersion, 'status' | 'minInferenceUnits'>,
  made: MadeStart,
  wanted: RollOut,
  now: EpochMs,
): UndoVerdict {
  const verdict = judgeStart(status, made, now);
  if (verdict === 'running') {
    if (made.stoppedAt !== null) return now < made.stoppedAt + SHOWN_MS ? 'wait' : 'restarted';
    return minInferenceUnits === wanted.minInferenceUnits ? 'stop' : 'restarted';
  }
  if (verdict === 'standing') return now < made.at + ARRIVAL_MS && status === made.from ? 'wait' : 'done';
  // AWS stops only what runs: after a stop that it accepted, the status from before the start is that of the end.
  if (verdict === 'settling') return made.stoppedAt === null ? 'wait' : 'done';
  return verdict === 'failed' || verdict === 'ended' ? 'done' : 'wait';
}

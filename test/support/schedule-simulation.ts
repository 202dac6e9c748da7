import type { ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import { readSchedule, type ScheduleState } from '../../src/domain/automation/schedule.js';
import { decideSchedule } from '../../src/domain/automation/schedule-decision.js';

/** A start or a stop, and when. */
export type Edge = readonly ['START' | 'STOP', at: number];

const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1' as ProjectArn;
const VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v1/1' as ModelVersionArn;

interface Simulated {
  readonly windows: readonly string[];
  readonly timeZone: string;
  readonly leadMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a schedule's decisions do to a version that AWS starts and stops at once, from instant to instant. */
export function simulate({ windows, timeZone, leadMs, fromMs, toMs }: Simulated): Edge[] {
  const schedule = readSchedule({
    ...{ projectArn: PROJECT, name: 'a', modelVersionArn: VERSION, windows, timeZone },
    ...{ minInferenceUnits: 1, updatedAt: fromMs, author: { subject: 'ann', groups: [], grants: [] } },
  });
  const edges: Edge[] = [];
  let state: ScheduleState | null = null;
  let status: 'RUNNING' | 'STOPPED' = 'STOPPED';
  let now = fromMs;
  const world = {
    ...{ target: VERSION, leadMs, refusal: null, wantedBy: () => [] },
    seen: () => ({ status, observedAt: now }),
  };
  while (now <= toMs) {
    const { act, wakeAt }: ReturnType<typeof decideSchedule> = decideSchedule(
      { schedule, revision: '1' },
      state,
      world,
      now,
    );
    if (act === null) {
      if (wakeAt === null) break;
      if (wakeAt <= now) throw new Error(`It wakes at ${wakeAt}, which is not after ${now}.`);
      now = wakeAt;
    } else if (act.kind === 'note') state = act.state;
    else {
      edges.push([act.kind === 'start' ? 'START' : 'STOP', now]);
      status = act.kind === 'start' ? 'RUNNING' : 'STOPPED';
      state = act.settled;
    }
  }
  return edges;
}

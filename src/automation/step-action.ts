import type { Workflow, WorkflowStep } from '../domain/automation/workflow.js';
import type { Done, Undone } from '../domain/automation/workflow-progress.js';
import type { Action } from '../domain/grant.js';
import type { EpochMs } from '../domain/model.js';
import type { AutomaticChange } from '../services/mutations/automatic-change.js';
import type { NamedProject } from '../services/permissions.js';
import type { Session } from '../services/session.js';

/**
 * One step of a kind of workflow. Both look first, because an earlier try may have changed something: what is found done
 * is not done again. A GatewayError that they throw is tried again if it passes by itself; else, going forward, it
 * ends the workflow.
 */
export interface StepAction {
  do(run: StepRun): Promise<Done>;
  /** Takes back what the step has made, if nobody has changed it since. Absent: there is nothing to take back. */
  undo?(run: StepRun): Promise<Undone>;
}

/** A kind's steps by their `action`. */
export type StepActions = Readonly<Record<string, StepAction>>;

/** One try. */
export interface StepRun {
  readonly id: string;
  readonly workflow: Workflow;
  readonly step: WorkflowStep;
  /** Of the wall clock. */
  readonly now: EpochMs;
  /** Nothing that is found now can be the step's own. */
  readonly isFirstTry: boolean;
  /** Of the lease, for what is not a change at AWS. */
  readonly fencingToken: number | undefined;
  /** Sees everything, for looks. */
  readonly session: Session;
  /** @throws GatewayError FORBIDDEN unless the one that started the workflow may still do this */
  require(action: Action, project: NamedProject): Promise<void>;
  /** Makes a change once for this step, however often it is tried. */
  change<Before extends object, Sent, Answer>(change: StepChange<Before, Sent, Answer>): Promise<Answer>;
}

interface StepChange<Before extends object, Sent, Answer>
  extends Pick<AutomaticChange<Before, Sent, Answer>, 'mutation' | 'input' | 'declare'> {
  /** It only takes back what the workflow has made, so it needs nobody's rights. Default: only where a step is taken back. */
  readonly isTakingBack?: boolean;
}

/** A change that was sent may arrive so late. */
const ARRIVAL_MS = 35_000;
/** For so long AWS may not know everywhere yet what was made, and has to say again that it is gone. */
const GONE_MS = 5_000;

/** What was made is not found: once is not enough, where something would be left behind. Null: it is gone. */
export function notFoundYet({ step: { goneAt }, now }: StepRun) {
  if (goneAt !== null && now >= goneAt + GONE_MS) return null;
  const since = goneAt ?? now;
  const message = 'AWS does not show it. Whether it is gone is checked again.';
  return { kind: 'wait', untilAt: since + GONE_MS, goneAt: since, message } as const;
}

/** What an unfinished try may have sent is not found, but can still appear. Null: it cannot, or what was made is gone. */
export function stillArriving(run: StepRun) {
  const { step, now } = run;
  const { state, made, startedAt, triedAt } = step;
  const lastAt = Math.max(startedAt ?? 0, triedAt ?? 0) + ARRIVAL_MS;
  const isKnown = state === 'DONE' || state === 'FAILED' || made !== null;
  if (isKnown || now >= lastAt) return notFoundYet(run);
  return { kind: 'wait', untilAt: lastAt, message: 'What was sent may still appear.' } as const;
}

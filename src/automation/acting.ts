import type { Failure } from '../domain/automation/failure.js';
import type { Log } from '../log.js';
import type { Services } from '../services/session.js';
import type { VersionQueues } from './version-queues.js';

/** What reconcilers act with. */
export interface Acting {
  readonly services: Services;
  readonly turns: VersionQueues;
  readonly log: Log;
  /** Told of each act. @param outcome - `done`, or the code of the error */
  readonly onAct: (kind: string, outcome: string) => void;
}

/** @param act - what was done, for the log. @param failure - null: it is done */
export function report(
  { log, onAct }: Pick<Acting, 'log' | 'onAct'>,
  kind: string,
  act: object,
  failure: Failure | null,
): void {
  onAct(kind, failure?.code ?? 'done');
  if (failure === null) log.info(act, 'automation: done');
  else log.warn({ ...act, failure }, 'automation: not done');
}

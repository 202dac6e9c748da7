import { versionsIn } from '../resources.js';
import type { Run, State } from '../state.js';
import { runsOf } from './runs.js';

interface Used {
  readonly account: string;
  readonly region: string;
  readonly versionArn: string;
  readonly runningSeconds: number;
  /** Inference units in service × seconds. */
  readonly unitSeconds: number;
  readonly runs: readonly Pick<Run, 'units' | 'fromMs' | 'toMs'>[];
}

/** What each model version has used from the beginning of the state until now: what AWS would bill. */
export function usageOf(state: State, nowMs: number): { readonly nowMs: number; readonly versions: Used[] } {
  const versions = Object.entries(state.regions).flatMap(([key, region]) => {
    const [account = '', name = ''] = key.split('/');
    const byArn = new Map<string, Run[]>();
    for (const run of runsOf(region, versionsIn(region, nowMs), nowMs))
      byArn.set(run.versionArn, [...(byArn.get(run.versionArn) ?? []), run]);
    return [...byArn].map(([versionArn, runs]) => toUsed(account, name, versionArn, runs));
  });
  return { nowMs, versions };
}

function toUsed(account: string, region: string, versionArn: string, runs: readonly Run[]): Used {
  const seconds = (run: Run) => (run.toMs - run.fromMs) / 1_000;
  return {
    account,
    region,
    versionArn,
    runningSeconds: runs.reduce((sum, run) => sum + seconds(run), 0),
    unitSeconds: runs.reduce((sum, run) => sum + seconds(run) * run.units, 0),
    runs: runs.map(({ units, fromMs, toMs }) => ({ units, fromMs, toMs })),
  };
}

import type { LivingVersion } from '../resources.js';
import type { Region, Run } from '../state.js';

/** CloudWatch keeps nothing for longer. */
const KEPT_MS = 455 * 24 * 3_600_000;

/** The run that is under way; undefined unless the version is RUNNING. */
function currentRun(version: LivingVersion, nowMs: number): Run | undefined {
  if (version.status !== 'RUNNING') return undefined;
  const { arn, name, change, minInferenceUnits: minUnits = 1, maxInferenceUnits = minUnits } = version;
  const { units, sinceMs } = version.inService ?? { units: minUnits, sinceMs: change.endsAtMs };
  return {
    projectName: arn.split('/')[1] ?? '',
    versionName: name,
    versionArn: arn,
    units,
    minUnits,
    maxUnits: maxInferenceUnits,
    fromMs: sinceMs,
    toMs: nowMs,
  };
}

/** Keeps the run that ends now; does nothing unless the version is RUNNING. */
export function endRun(region: Region, version: LivingVersion, nowMs: number): void {
  const run = currentRun(version, nowMs);
  if (!run) return;
  const kept = (region.runs ?? []).filter(({ toMs }) => toMs > nowMs - KEPT_MS);
  region.runs = [...kept, run];
}

/** All runs of a region up to now, those under way included. */
export function runsOf(region: Region, versions: readonly LivingVersion[], nowMs: number): Run[] {
  const open = versions.flatMap((version) => currentRun(version, nowMs) ?? []);
  return [...(region.runs ?? []), ...open];
}

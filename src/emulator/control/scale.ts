import { regionOfArn, versionsIn } from '../resources.js';
import type { Service } from '../service.js';
import { endRun } from '../usage/runs.js';
import { ControlError } from './control-error.js';

/** Puts another number of inference units of a running model in service, as AWS's auto-scaling does. */
export function scale(service: Service, { versionArn, units }: Readonly<Record<string, unknown>>): object {
  if (typeof versionArn !== 'string') throw new ControlError(400, 'versionArn must be an ARN.');
  const { store } = service;
  const nowMs = service.nowMs();
  const region = regionOfArn(store.state, versionArn);
  const version = region && versionsIn(region, nowMs).find(({ arn }) => arn === versionArn);
  if (!region || version?.status !== 'RUNNING')
    throw new ControlError(404, `${versionArn} is not a running model.`);
  const { status: _, ...facts } = version;
  const { minInferenceUnits: min = 1, maxInferenceUnits: max = min } = facts;
  if (typeof units !== 'number' || !Number.isInteger(units) || units < min || units > max)
    throw new ControlError(400, `units must be a whole number, ${min} to ${max}, as the model was started.`);
  endRun(region, version, nowMs);
  region.versions[versionArn] = { ...facts, inService: { units, sinceMs: nowMs } };
  store.save(nowMs);
  return { units };
}

import type { AccountRegion } from '../../domain/arn.js';
import type { ModelVersion } from '../../domain/model.js';
import { type HourlyCost, hourlyCostOfAll, isBilled } from '../../domain/money/cost.js';
import type { Session } from '../session.js';

export interface BurnRate extends HourlyCost {
  readonly runningModelVersions: readonly ModelVersion[];
}

/** Of all that runs now and that the caller may see; what is hidden is not in the sum either. */
export async function currentBurnRate(session: Session): Promise<BurnRate> {
  const { permissions, prices } = session;
  const lists = await Promise.all(permissions.accounts.map((at) => runningAt(session, at)));
  const runningModelVersions = lists.flat();
  return { ...hourlyCostOfAll(prices, runningModelVersions), runningModelVersions };
}

async function runningAt({ loaders }: Session, at: AccountRegion): Promise<ModelVersion[]> {
  const projects = await loaders.projects(at);
  const versions = await Promise.all(projects.map(({ arn }) => loaders.versions(arn)));
  return versions.flat().filter(isBilled);
}

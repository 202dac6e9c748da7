import { accountRegionKey, accountRegionOf } from '../../domain/arn.js';
import type { Observation } from '../port.js';

/** The account and region that an observation is about. */
export function accountOf(observation: Observation): string {
  switch (observation.kind) {
    case 'projects':
      return accountRegionKey(observation.at);
    case 'project-answer':
      return accountRegionKey(observation.project);
    case 'version-answer':
      return accountRegionKey(accountRegionOf(observation.version.projectArn));
    default:
      return accountRegionKey(accountRegionOf(observation.projectArn));
  }
}

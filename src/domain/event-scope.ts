import { accountRegionOf, type ProjectArn } from './arn.js';
import type { EventScope } from './gateway-event.js';

/** Whether the project is in the scope, as far as its ARN tells. */
export function meetsScope({ accountId, region, projectArns }: EventScope, arn: ProjectArn): boolean {
  if (projectArns !== undefined && !projectArns.includes(arn)) return false;
  const at = accountRegionOf(arn);
  return (accountId ?? at.accountId) === at.accountId && (region ?? at.region) === at.region;
}

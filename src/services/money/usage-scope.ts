import type { AccountRegion, ModelVersionArn, ProjectArn } from '../../domain/arn.js';
import type { Services } from '../session.js';

/** All that is given must match; nothing given: everything. */
export interface UsageScope {
  readonly accountId?: string | null;
  readonly region?: string | null;
  readonly projectArns?: readonly ProjectArn[] | null;
  readonly modelVersionArns?: readonly ModelVersionArn[] | null;
}

export type UsageServices = Pick<Services, 'records' | 'catalog' | 'clock' | 'prices' | 'upstream'>;

export function isAt({ accountId, region }: UsageScope, at: AccountRegion): boolean {
  return (accountId ?? at.accountId) === at.accountId && (region ?? at.region) === at.region;
}

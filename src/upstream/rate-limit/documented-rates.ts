import type { AwsOperation } from '../../domain/aws-operations.js';

/**
 * Calls a second that AWS allows each account and region, for each operation by itself. Adjustable on AWS's side.
 * https://docs.aws.amazon.com/general/latest/gr/rekognition.html#limits_rekognition
 */
const DOCUMENTED_RATES: Readonly<Partial<Record<AwsOperation, number>>> = {
  CopyProjectVersion: 5,
  CreateProject: 5,
  CreateProjectVersion: 5,
  DeleteProject: 5,
  DeleteProjectPolicy: 5,
  DeleteProjectVersion: 5,
  DescribeProjectVersions: 5,
  DescribeProjects: 5,
  ListProjectPolicies: 5,
  ListTagsForResource: 10,
  PutProjectPolicy: 5,
  StartProjectVersion: 5,
  StopProjectVersion: 5,
  TagResource: 10,
  UntagResource: 10,
};

/**
 * The documented rates, with the operator's own in their place. Operations that are not in it have no rate.
 * @throws RangeError if a rate is not above zero: a mistake in the settings
 */
export function toRates(overrides: Readonly<Record<string, number>> = {}): ReadonlyMap<string, number> {
  const rates = new Map(Object.entries({ ...DOCUMENTED_RATES, ...overrides }));
  for (const [operation, rate] of rates) {
    if (!(Number.isFinite(rate) && rate > 0)) {
      throw new RangeError(`The rate of ${operation} must be above 0 calls a second: ${rate}`);
    }
  }
  return rates;
}

/**
 * The service that a call belongs to, for the circuit breaker. S3 and Lookout for Vision (which AWS has ended) may fail
 * for good without a word about Rekognition.
 */
export function serviceOf(operation: string): string {
  return operation in DOCUMENTED_RATES ? 'Rekognition' : operation;
}

/** True where sending twice changes nothing, so that a call with a lost answer may be sent again. */
export function isRead(operation: string): boolean {
  return /^(Describe|List|Get|Head)/.test(operation);
}

import { GatewayError, invalidInput } from '../domain/errors.js';
import { isConfigured } from './account-regions.js';
import type { Session } from './session.js';

/**
 * Checks every bucket and key that an input names: the gateway signs with its own credentials, so it must not be led to
 * places that its operator never meant. Found by name at any depth, so that no new input is forgotten.
 * @throws GatewayError INVALID_INPUT with the path
 */
export function checkDestinations(session: Session, input: unknown, path: readonly string[] = []): void {
  if (typeof input !== 'object' || input === null) return;
  for (const [name, value] of Object.entries(input)) {
    const field = [...path, name];
    if (name === 'bucket' || name === 's3Bucket') checkBucket(session, value, field);
    else if (name === 'kmsKeyId') checkKey(session, value, field);
    else if (name !== 'policyDocument') checkDestinations(session, value, field);
  }
}

function checkBucket({ guardRails }: Session, value: unknown, field: readonly string[]): void {
  if (typeof value !== 'string' || guardRails.isBucketAllowed(value)) return;
  throw invalidInput(
    `${field.join('.')}: expected a bucket that this gateway may use (ALLOWED_BUCKETS).`,
    field,
  );
}

/** An id or alias is one of the project's own account; an ARN says where it leads. */
function checkKey(session: Session, value: unknown, field: readonly string[]): void {
  const [scheme, , , region = '', accountId = ''] = String(value).split(':');
  if (typeof value !== 'string' || scheme !== 'arn' || isConfigured(session, { accountId, region })) return;
  throw invalidInput(
    `${field.join('.')}: expected a key of an account and region that gateway { accounts } lists.`,
    field,
  );
}

/** @throws GatewayError FORBIDDEN: AWS's description points to a bucket that the gateway may not read */
export function checkReadableBucket({ guardRails }: Session, bucket: string | null): void {
  if (bucket === null || guardRails.isBucketAllowed(bucket)) return;
  throw new GatewayError(
    'FORBIDDEN',
    'This file is in a bucket that this gateway may not read (ALLOWED_BUCKETS).',
  );
}

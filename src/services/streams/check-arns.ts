import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../../domain/arn.js';
import { invalidInput } from '../../domain/errors.js';
import { isConfigured } from '../account-regions.js';
import type { Session } from '../session.js';

const MAX_ARNS = 100;

/**
 * Of a filter; null: it has none.
 * @throws GatewayError INVALID_INPUT
 */
export function checkArns(
  session: Session,
  name: string,
  arns: readonly (ProjectArn | ModelVersionArn)[] | null,
): void {
  if (arns === null) return;
  if (arns.length < 1 || arns.length > MAX_ARNS)
    throw invalidInput(`${name}: expected 1 to ${MAX_ARNS}, not ${arns.length}.`, [name]);
  const foreign = arns.findIndex((arn) => !isConfigured(session, accountRegionOf(arn)));
  if (foreign < 0) return;
  const message = `${name}: expected accounts and regions that gateway { accounts } lists.`;
  throw invalidInput(message, [name, String(foreign)]);
}

import type { ProjectArn } from '../../domain/arn.js';
import type { NamedAlias } from '../../domain/automation/alias.js';
import { GatewayError } from '../../domain/errors.js';
import { refuseOneMoreAlias } from '../aliases.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';

/**
 * Of an alias that a workflow is going to move.
 * @param alias - null: it is going to be made
 * @throws GatewayError QUOTA_EXCEEDED, PROTECTED
 */
export async function refuseAliasMove(
  { records, permissions }: Session,
  projectArn: ProjectArn,
  alias: NamedAlias | null,
): Promise<void> {
  if (!alias) refuseOneMoreAlias(records, projectArn);
  if (!alias?.isProtected || (await permissions.may('delete', projectNameOf(projectArn)))) return;
  const message = 'aliasName: only owners of the project may move a protected alias.';
  throw new GatewayError('PROTECTED', message, { field: ['aliasName'] });
}

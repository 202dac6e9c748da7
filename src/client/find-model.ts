import { GatewayError, type ModelState } from './errors.js';
import { FindModelDocument } from './generated.js';
import type { Operations } from './operations.js';
import { requestIdOf } from './request-id.js';
import type { RetryOptions } from './retry.js';

/** A model version by its names. */
export interface ModelName {
  readonly project: string;
  readonly version: string;
  /** Needed where several accounts have a project of this name. */
  readonly accountId?: string | undefined;
  /** Needed where several regions have a project of this name. */
  readonly region?: string | undefined;
}

/** @throws GatewayError NOT_FOUND, or AMBIGUOUS_NAME with all ARNs in its message */
export async function findModel(
  { query }: Operations,
  { project, version, accountId, region }: ModelName,
  options: RetryOptions = {},
): Promise<ModelState> {
  const variables = { projects: [project], versions: [version], accountId, region };
  const data = await query(FindModelDocument, variables, options);
  const { projects } = data;
  const requestId = requestIdOf(data);
  const [found, ...others] = projects.nodes.flatMap((it) => it.modelVersions.nodes);
  if (!found) {
    const what =
      projects.nodes.length === 0 ? `no project ${project}` : `no version ${version} in ${project}`;
    throw new GatewayError('NOT_FOUND', `There is ${what}, or you may not see it.`, { requestId });
  }
  if (others.length > 0) {
    const arns = [found, ...others].map(({ arn }) => arn).join(', ');
    const message = `${project}/${version} is the name of several models: ${arns}`;
    throw new GatewayError('AMBIGUOUS_NAME', message, { requestId });
  }
  return found;
}

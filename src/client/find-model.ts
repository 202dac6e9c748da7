import { GatewayError, type ModelState } from './errors.js';
import { FindModelByAliasDocument, FindModelDocument } from './generated.js';
import type { Operations } from './operations.js';
import { requestIdOf } from './request-id.js';
import type { RetryOptions } from './retry.js';

/** A model version by its project, and by its own name or by an alias that names it now. */
export type ModelName = {
  readonly project: string;
  /** Needed where several accounts have a project of this name. */
  readonly accountId?: string | undefined;
  /** Needed where several regions have a project of this name. */
  readonly region?: string | undefined;
} & (
  | { readonly version: string; readonly alias?: undefined }
  | { readonly alias: string; readonly version?: undefined }
);

/** What several projects of one name have, and what to call it where none has it. */
interface Found {
  readonly models: readonly ModelState[];
  readonly missing: string;
  readonly requestId: string | null;
}

/** @throws GatewayError NOT_FOUND, or AMBIGUOUS_NAME with all ARNs in its message */
export async function findModel(
  operations: Operations,
  name: ModelName,
  options: RetryOptions = {},
): Promise<ModelState> {
  const { models, missing, requestId } =
    name.alias === undefined
      ? await byVersion(operations, name, options)
      : await byAlias(operations, name, options);
  const [found, ...others] = models;
  if (!found)
    throw new GatewayError('NOT_FOUND', `There is ${missing}, or you may not see it.`, { requestId });
  if (others.length === 0) return found;
  const arns = models.map(({ arn }) => arn).join(', ');
  const message = `${name.project}/${name.version ?? name.alias} is the name of several models: ${arns}`;
  throw new GatewayError('AMBIGUOUS_NAME', message, { requestId });
}

async function byVersion(
  { query }: Operations,
  { project, version = '', accountId, region }: ModelName,
  options: RetryOptions,
): Promise<Found> {
  const variables = { projects: [project], versions: [version], accountId, region };
  const data = await query(FindModelDocument, variables, options);
  const { nodes } = data.projects;
  return {
    models: nodes.flatMap((it) => it.modelVersions.nodes),
    missing: nodes.length === 0 ? `no project ${project}` : `no version ${version} in ${project}`,
    requestId: requestIdOf(data),
  };
}

async function byAlias(
  { query }: Operations,
  { project, alias = '', accountId, region }: ModelName,
  options: RetryOptions,
): Promise<Found> {
  const variables = { projects: [project], alias, accountId, region };
  const data = await query(FindModelByAliasDocument, variables, options);
  const aliases = data.projects.nodes.flatMap((it) => it.alias ?? []);
  const [gone] = aliases;
  return {
    models: aliases.flatMap((it) => it.modelVersion ?? []),
    missing: gone
      ? `no version ${gone.modelVersionArn}, which ${alias} names`
      : `no alias ${alias} in ${project}`,
    requestId: requestIdOf(data),
  };
}

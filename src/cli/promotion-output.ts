import { PromotionPlacesDocument, type PromotionPlacesQuery } from '../client/index.js';
import { type Context, UsageError } from './command.js';

/** Where the results of a copy go. */
export interface Output {
  readonly s3Bucket: string;
  readonly s3KeyPrefix?: string;
}

/** A project of an account and region. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly project: string;
}

/** The place that `account/project`, or `project` of the source's account, names in the region of a model. @throws UsageError */
export function placeOf(modelVersionArn: string, to: unknown): Place {
  const [, , , region = '', ownAccount = ''] = modelVersionArn.split(':');
  const [first = '', second, ...more] = typeof to === 'string' ? to.split('/') : [];
  const [accountId, project] = second === undefined ? [ownAccount, first] : [first, second];
  if (/^\d{12}$/.test(accountId) && project !== '' && more.length === 0)
    return { accountId, region, project };
  throw new UsageError(
    `--to is "${String(to ?? '')}". Expected a project, or account/project, for example 111122223333/production.`,
  );
}

/**
 * What `bucket` or `bucket/prefix` names; unless given, where the newest model of the destination has its results, or in
 * the same account those of the source.
 * @throws UsageError if nothing says where
 */
export async function outputOf(
  { client, signal }: Context,
  modelVersionArn: string,
  { accountId, region, project }: Place,
  given: unknown,
): Promise<Output> {
  if (typeof given === 'string') return parseOutput(given);
  const variables = { modelVersionArn, accountId, region, projects: [project] };
  const { modelVersion, projects } = await client.query(PromotionPlacesDocument, variables, { signal });
  const isOwnAccount = modelVersionArn.split(':')[4] === accountId;
  const there = projects.nodes[0]?.modelVersions.nodes[0];
  const known = toOutput(there?.outputConfig) ?? (isOwnAccount ? toOutput(modelVersion?.outputConfig) : null);
  if (known) return known;
  throw new UsageError(
    `${accountId}/${project} has no model yet whose bucket could be used. Expected --output bucket or bucket/prefix, of that account.`,
  );
}

type OutputConfig = NonNullable<PromotionPlacesQuery['modelVersion']>['outputConfig'];

function toOutput(config: OutputConfig | undefined): Output | null {
  if (!config?.s3Bucket) return null;
  return { s3Bucket: config.s3Bucket, ...(config.s3KeyPrefix && { s3KeyPrefix: config.s3KeyPrefix }) };
}

function parseOutput(text: string): Output {
  const [s3Bucket = '', ...prefix] = text.replace(/^s3:\/\//, '').split('/');
  if (s3Bucket === '') throw new UsageError(`--output is "${text}". Expected bucket or bucket/prefix.`);
  const s3KeyPrefix = prefix.join('/');
  return { s3Bucket, ...(s3KeyPrefix && { s3KeyPrefix }) };
}

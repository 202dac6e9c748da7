import { invalidInput } from './errors.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `arn:<partition>:rekognition:<region>:<account>:project/<name>/<created ms>`, checked. */
export type ProjectArn = Branded<'ProjectArn'>;
/** `arn:<partition>:rekognition:<region>:<account>:project/<name>/version/<version>/<created ms>`, checked. */
export type ModelVersionArn = Branded<'ModelVersionArn'>;

/** Rekognition keeps everything per account and region: names, rates and quotas. */
export interface AccountRegion {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
}

export interface ProjectArnParts extends AccountRegion {
  readonly partition: string;
  readonly projectName: string;
  /** AWS ends an ARN with the resource's own CreationTimestamp, epoch milliseconds. */
  readonly createdMs: number;
}

export interface ModelVersionArnParts extends ProjectArnParts {
  readonly versionName: string;
}

const NAME = '[a-zA-Z0-9_.\\-]{1,255}';
const PREFIX = `arn:([a-z\\d-]+):rekognition:([a-z\\d-]+):(\\d{12}):project/(${NAME})`;
// Patterns: https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
const PROJECT = new RegExp(`^${PREFIX}/([0-9]+)$`);
const MODEL_VERSION = new RegExp(`^${PREFIX}/version/(${NAME})/([0-9]+)$`);
const MAX_ARN_LENGTH = 2048;

export const PROJECT_ARN_FORM = 'arn:<partition>:rekognition:<region>:<account>:project/<name>/<number>';
export const MODEL_VERSION_ARN_FORM =
  'arn:<partition>:rekognition:<region>:<account>:project/<name>/version/<version>/<number>';

/** @throws GatewayError INVALID_INPUT that says what was expected and, where it is known, what was given */
export function parseProjectArn(text: string): ProjectArn {
  if (text.length <= MAX_ARN_LENGTH && PROJECT.test(text)) return text as ProjectArn;
  const hint = MODEL_VERSION.test(text) ? ' This is the ARN of a model version, not of a project.' : '';
  throw invalidInput(`Expected a project ARN like ${PROJECT_ARN_FORM}.${hint}`);
}

/** @throws GatewayError INVALID_INPUT that says what was expected and, where it is known, what was given */
export function parseModelVersionArn(text: string): ModelVersionArn {
  if (text.length <= MAX_ARN_LENGTH && MODEL_VERSION.test(text)) return text as ModelVersionArn;
  const hint = PROJECT.test(text) ? ' This is the ARN of a project, not of a model version.' : '';
  throw invalidInput(`Expected a model version ARN like ${MODEL_VERSION_ARN_FORM}.${hint}`);
}

export function projectArnParts(arn: ProjectArn): ProjectArnParts {
  const [, partition = '', region = '', accountId = '', projectName = '', created] = PROJECT.exec(arn) ?? [];
  return { partition, region, accountId, projectName, createdMs: Number(created) };
}

export function modelVersionArnParts(arn: ModelVersionArn): ModelVersionArnParts {
  const [, partition = '', region = '', accountId = '', projectName = '', versionName = '', created] =
    MODEL_VERSION.exec(arn) ?? [];
  return { partition, region, accountId, projectName, versionName, createdMs: Number(created) };
}

/** One string for one account and region, to key maps with. */
export function accountRegionKey({ accountId, region }: AccountRegion): string {
  return `${accountId}/${region}`;
}

/** Where the resource lives: its account and region stand in every ARN. */
export function accountRegionOf(arn: ProjectArn | ModelVersionArn): AccountRegion {
  const region = arn.indexOf(':', arn.indexOf(':', 'arn:'.length) + 1) + 1;
  const account = arn.indexOf(':', region) + 1;
  return { accountId: arn.slice(account, arn.indexOf(':', account)), region: arn.slice(region, account - 1) };
}

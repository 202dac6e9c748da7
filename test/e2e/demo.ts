import type { TestGateway } from '../support/gateway.js';
import { LIST_PROJECTS } from './documents.js';

/** The emulator's two demo accounts, the second in two regions, each opened with a role but the first. */
export const HOME = { accountId: '123456789012', region: 'us-east-1' };
export const PARTNER = { accountId: '111122223333', region: 'us-east-1' };
export const PARTNER_EU = { accountId: '111122223333', region: 'eu-west-1' };

const roleArn = 'arn:aws:iam::111122223333:role/gateway';
export const ACCOUNTS = JSON.stringify([HOME, { ...PARTNER, roleArn }, { ...PARTNER_EU, roleArn }]);

const OPERATIONS = [
  'DescribeProjects DescribeProjectVersions ListProjectPolicies ListTagsForResource GetObject DescribeModel',
  'CreateProject CreateProjectVersion StartProjectVersion StopProjectVersion CopyProjectVersion',
  'DeleteProjectVersion DeleteProject PutProjectPolicy DeleteProjectPolicy',
].flatMap((line) => line.split(' '));

/** Every read asks AWS, as often as it likes, so that a test sees what is there now. */
export const ALWAYS_FRESH = {
  READ_MAX_AGE_MS: '0',
  READ_REVALIDATE_MS: '0',
  POLL_INTERVAL_MS: '3600000',
  UPSTREAM_TPS: JSON.stringify(Object.fromEntries(OPERATIONS.map((operation) => [operation, 1_000]))),
};

/** The ARN of a demo project. */
export async function projectArnOf(gateway: TestGateway, name: string, at = HOME): Promise<string> {
  const variables = { filter: { names: [name], ...at } };
  const { data } = await gateway.query<{ projects: { nodes: { arn: string }[] } }>(LIST_PROJECTS, variables);
  return data?.projects.nodes[0]?.arn ?? `no project ${name}`;
}

/** The ARN of a demo version. */
export async function versionArnOf(
  gateway: TestGateway,
  projectName: string,
  name: string,
  at = HOME,
): Promise<string> {
  const { data } = await gateway.query<{ project: { modelVersion: { arn: string } | null } | null }>(
    'query ($arn: ProjectArn!, $name: String!) { project(arn: $arn) { modelVersion(name: $name) { arn } } }',
    { arn: await projectArnOf(gateway, projectName, at), name },
  );
  return data?.project?.modelVersion?.arn ?? `no version ${projectName}/${name}`;
}

export const OUTPUT = { s3Bucket: 'bucket-of-tests', s3KeyPrefix: 'out' };

/** The refusals of a payload, as `code field` with the path into the input; empty when it did what it says. */
export function refusals(payload: {
  userErrors: readonly { code: string; field: readonly string[] | null }[];
}) {
  return payload.userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? '-'}`);
}

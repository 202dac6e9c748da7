import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, print } from 'graphql';
import {
  CopyModelDocument,
  CreateProjectDocument,
  DeleteModelDocument,
  DeletePolicyDocument,
  DeleteProjectDocument,
  PutPolicyDocument,
  StartModelDocument,
  StopModelDocument,
  TrainModelDocument,
} from '../../schema/generated/operations.js';
import { POLICY, type World } from './fault-world.js';

/** One mutation, as schema/examples has it, and how to see in AWS whether it happened. */
export interface Change {
  /** The mutation's field. */
  readonly field: string;
  readonly operation: string;
  readonly document: string;
  variables(world: World): object;
  isDone(world: World): Promise<boolean>;
}

/** Its variables with a key, which schema/examples have inside the input or beside the others. */
export function withKey(change: Change, world: World, idempotencyKey: string | null): object {
  const { input, ...others } = change.variables(world) as { readonly input?: object };
  return input ? { input: { ...input, idempotencyKey } } : { ...others, idempotencyKey };
}

function change<T, V extends object>(
  field: string,
  operation: string,
  document: TypedDocumentNode<T, V>,
  variables: (world: World) => V,
  isDone: (world: World) => Promise<boolean>,
): Change {
  return { field, operation, document: print(document as DocumentNode), variables, isDone };
}

const outputConfig = { s3Bucket: 'my-bucket', s3KeyPrefix: 'out' };

async function statusOf({ aws, projectArn }: World, name: string): Promise<string | undefined> {
  const names = { ProjectArn: projectArn, VersionNames: [name] };
  return (await aws.describeProjectVersions(names)).ProjectVersionDescriptions?.[0]?.Status;
}

async function hasProject({ aws }: World, name: string): Promise<boolean> {
  return (await aws.describeProjects({ ProjectNames: [name] })).ProjectDescriptions?.length === 1;
}

async function policyNames({ aws, projectArn }: World): Promise<(string | undefined)[]> {
  const { ProjectPolicies = [] } = await aws.listProjectPolicies({ ProjectArn: projectArn });
  return ProjectPolicies.map((it) => it.PolicyName);
}

/** Every mutation that there is. */
export const CHANGES: readonly Change[] = [
  change(
    'createProject',
    'CreateProject',
    CreateProjectDocument,
    ({ projectName }) => ({ input: { projectName: `${projectName}-new` } }),
    (world) => hasProject(world, `${world.projectName}-new`),
  ),
  change(
    'deleteProject',
    'DeleteProject',
    DeleteProjectDocument,
    ({ emptyProjectArn }) => ({ projectArn: emptyProjectArn }),
    async (world) => !(await hasProject(world, `${world.projectName}-empty`)),
  ),
  change(
    'createModelVersion',
    'CreateProjectVersion',
    TrainModelDocument,
    ({ projectArn }) => ({ input: { projectArn, versionName: 'new', outputConfig } }),
    async (world) => (await statusOf(world, 'new')) !== undefined,
  ),
  change(
    'startModelVersion',
    'StartProjectVersion',
    StartModelDocument,
    ({ trainedArn }) => ({ modelVersionArn: trainedArn, minInferenceUnits: 2 }),
    async (world) => (await statusOf(world, 'trained')) === 'RUNNING',
  ),
  change(
    'stopModelVersion',
    'StopProjectVersion',
    StopModelDocument,
    ({ runningArn }) => ({ modelVersionArn: runningArn }),
    async (world) => (await statusOf(world, 'running')) === 'STOPPED',
  ),
  change(
    'copyModelVersion',
    'CopyProjectVersion',
    CopyModelDocument,
    ({ trainedArn, projectArn }) => ({
      input: {
        sourceModelVersionArn: trainedArn,
        destinationProjectArn: projectArn,
        versionName: 'copy',
        outputConfig,
      },
    }),
    async (world) => (await statusOf(world, 'copy')) !== undefined,
  ),
  change(
    'deleteModelVersion',
    'DeleteProjectVersion',
    DeleteModelDocument,
    ({ trainedArn }) => ({ modelVersionArn: trainedArn }),
    async (world) => (await statusOf(world, 'trained')) === undefined,
  ),
  change(
    'putProjectPolicy',
    'PutProjectPolicy',
    PutPolicyDocument,
    ({ projectArn }) => ({ input: { projectArn, policyName: 'new', policyDocument: POLICY } }),
    async (world) => (await policyNames(world)).includes('new'),
  ),
  change(
    'deleteProjectPolicy',
    'DeleteProjectPolicy',
    DeletePolicyDocument,
    ({ projectArn }) => ({ input: { projectArn, policyName: 'lend' } }),
    async (world) => !(await policyNames(world)).includes('lend'),
  ),
];

import { CancelWorkflowDocument } from '../../schema/generated/operations.js';
import { oneOf } from '../support/random.js';
import type { AwsAccount } from './promotion-people.js';
import type { PromotionTruth } from './promotion-truth.js';
import type { PromotionWorld } from './promotion-world.js';

/** One promotion under way. */
export interface Course {
  readonly world: PromotionWorld;
  readonly truth: PromotionTruth;
  readonly random: () => number;
  readonly id: string;
  readonly destination: AwsAccount;
  readonly projectName: string;
  readonly versionName: string;
}

const OPERATIONS = [
  ...['*', 'DescribeProjects', 'DescribeProjectVersions', 'ListProjectPolicies', 'CreateProject'],
  ...[
    'PutProjectPolicy',
    'CopyProjectVersion',
    'DeleteProjectPolicy',
    'DeleteProjectVersion',
    'DeleteProject',
  ],
];

/** AWS's error → the codes with which it may end a promotion. */
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  ThrottlingException: [],
  ProvisionedThroughputExceededException: [],
  InternalServerError: [],
  AccessDeniedException: ['UPSTREAM_ACCESS_DENIED'],
  InvalidParameterException: ['INVALID_INPUT'],
  ResourceInUseException: ['IN_USE', 'ALREADY_EXISTS'],
  LimitExceededException: ['QUOTA_EXCEEDED'],
  ServiceQuotaExceededException: ['QUOTA_EXCEEDED'],
  MalformedPolicyDocumentException: ['MALFORMED_POLICY'],
  InvalidPolicyRevisionIdException: ['POLICY_REVISION_MISMATCH'],
  ResourceAlreadyExistsException: ['ALREADY_EXISTS'],
  ResourceNotFoundException: ['NOT_FOUND'],
};

/** Something that AWS, machines or people do in the middle. Answers it in words. */
type Disturbance = (course: Course) => Promise<string>;

const DISTURBANCES: readonly Disturbance[] = [
  error,
  error,
  error,
  loseReply,
  loseReply,
  cut,
  failCopy,
  kill,
  kill,
  outage,
  cancel,
  moveAlias,
  deleteCopy,
  startCopy,
  takeName,
  touchPolicy,
  deletePolicy,
];

export async function disturb(course: Course): Promise<string> {
  return (await oneOf(DISTURBANCES, course.random)?.(course)) ?? '';
}

const below = ({ random }: Course, max: number) => Math.floor(random() * max);
const anOperation = ({ random }: Course) => oneOf(OPERATIONS, random) ?? '*';

async function error(course: Course): Promise<string> {
  const { world, truth, random } = course;
  const [name = '', codes = []] = oneOf(Object.entries(ERRORS), random) ?? [];
  const operation = anOperation(course);
  const count = name === 'ResourceNotFoundException' ? 1 : 1 + below(course, 4);
  await world.fleet.emulator.control.addFault({ operation, error: name, count });
  for (const code of codes) truth.reasons.add(code);
  return `${name} at ${count} × ${operation}`;
}

async function loseReply(course: Course): Promise<string> {
  const operation = anOperation(course);
  await course.world.fleet.emulator.control.addFault({ operation, replyLost: true, count: 1 });
  return `a lost reply of ${operation}`;
}

async function cut(course: Course): Promise<string> {
  const operation = anOperation(course);
  const count = 1 + below(course, 4);
  await course.world.fleet.emulator.control.addFault({ operation, cut: true, count });
  return `${count} × ${operation} cut`;
}

async function failCopy({ world, truth }: Course): Promise<string> {
  await world.fleet.emulator.control.addFault({
    operation: 'CopyProjectVersion',
    outcome: 'FAILED',
    count: 1,
  });
  truth.reasons.add('UPSTREAM_FAILED');
  return 'the copy fails';
}

async function kill(course: Course): Promise<string> {
  const steps = below(course, 12);
  await course.world.kill(steps);
  return `killed ${steps} steps later`;
}

async function outage(course: Course): Promise<string> {
  const { fleet } = course.world;
  const ms = 1_000 + below(course, 60_000);
  const begin = await fleet.stopEmulator();
  await fleet.time.advance(ms);
  await begin();
  return `AWS was away for ${ms} ms`;
}

async function cancel({ world, truth, id }: Course): Promise<string> {
  const { cancelWorkflow } = await world.run(CancelWorkflowDocument, { id });
  if (cancelWorkflow.workflow) truth.isCancelled = true;
  return `cancelled: ${cancelWorkflow.userErrors.map(({ code }) => code).join() || 'yes'}`;
}

async function moveAlias({ world, truth, destination, projectName }: Course): Promise<string> {
  const projectArn = await world.person(() => destination.projectArn(projectName));
  if (!projectArn) return 'no project yet whose alias could be moved';
  const versionArn = projectArn.replace(/\/(\d+)$/, '/version/of-a-person/$1');
  if (!(await world.moveAlias(projectArn, versionArn))) return 'a person could not move the alias';
  truth.aliasOfPerson = versionArn;
  truth.isTouched = true;
  truth.reasons.add('REVISION_MISMATCH');
  return 'a person moved the alias';
}

async function deleteCopy({ world, truth, destination, projectName, versionName }: Course): Promise<string> {
  const deleted = await world.person(async () => {
    const version = await destination.version(projectName, versionName);
    return version && destination.deleteVersion(version.ProjectVersionArn ?? '');
  });
  if (!deleted) return 'a person could not delete the copy';
  truth.isCopyDeletedByPerson = true;
  truth.reasons.add('NOT_FOUND');
  return 'a person deleted the copy';
}

async function startCopy({ world, truth, destination, projectName, versionName }: Course): Promise<string> {
  const started = await world.person(async () => {
    const version = await destination.version(projectName, versionName);
    return version && destination.startVersion(version.ProjectVersionArn ?? '');
  });
  if (!started) return 'a person could not start the copy';
  truth.isTouched = true;
  return 'a person started the copy';
}

async function takeName({ world, truth, destination, projectName, versionName }: Course): Promise<string> {
  const trained = await world.person(async () => {
    const projectArn = await destination.projectArn(projectName);
    return projectArn && destination.train(projectArn, versionName);
  });
  if (!trained) return 'a person could not take the name';
  truth.isTouched = true;
  truth.reasons.add('ALREADY_EXISTS').add('NOT_FOUND');
  return 'a person took the name of the copy';
}

async function touchPolicy({ world, truth }: Course): Promise<string> {
  const touched = await world.person(async () => {
    const [policy] = await world.home.policies(world.sourceProjectArn);
    if (!policy) return null;
    const { PolicyName = '', PolicyDocument = '', PolicyRevisionId = '' } = policy;
    await world.home.putPolicy(world.sourceProjectArn, PolicyName, PolicyDocument, PolicyRevisionId);
    return PolicyName;
  });
  if (!touched) return 'no policy that a person could change';
  truth.policiesOfPeople.add(touched);
  truth.isTouched = true;
  return 'a person changed the policy';
}

async function deletePolicy({ world, truth }: Course): Promise<string> {
  const deleted = await world.person(async () => {
    const [policy] = await world.home.policies(world.sourceProjectArn);
    return policy && world.home.deletePolicy(world.sourceProjectArn, policy.PolicyName ?? '');
  });
  if (!deleted) return 'no policy that a person could delete';
  truth.policiesOfPeople.clear();
  truth.reasons.add('UPSTREAM_ACCESS_DENIED');
  return 'a person deleted the policy';
}

import { CancelWorkflowDocument } from '../../schema/generated/operations.js';
import { oneOf } from '../support/random.js';
import type { RollOutCase, RollOutTruth } from './roll-out-truth.js';
import type { RollOutWorld } from './roll-out-world.js';

/** One rollout under way. */
export interface Course {
  readonly world: RollOutWorld;
  readonly truth: RollOutTruth;
  readonly random: () => number;
  readonly id: string;
  readonly of: RollOutCase;
}

const OPERATIONS = [
  '*',
  'DescribeProjects',
  'DescribeProjectVersions',
  'StartProjectVersion',
  'StopProjectVersion',
];

/** AWS's error → the codes with which it may end a rollout. */
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  ThrottlingException: [],
  ProvisionedThroughputExceededException: [],
  InternalServerError: [],
  AccessDeniedException: ['UPSTREAM_ACCESS_DENIED'],
  InvalidParameterException: ['INVALID_INPUT'],
  ResourceInUseException: ['IN_USE'],
  LimitExceededException: ['QUOTA_EXCEEDED'],
  ServiceQuotaExceededException: ['QUOTA_EXCEEDED'],
  ResourceNotFoundException: ['NOT_FOUND'],
};

/** Something that AWS, machines or people do in the middle. Answers it in words. */
type Disturbance = (course: Course) => Promise<string>;

const DISTURBANCES: readonly Disturbance[] = [
  ...[error, error, error, loseReply, loseReply, cut, failStart, kill, kill, outage, cancel],
  ...[moveAlias, stopTarget, stopPrevious, startTarget, deleteTarget],
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

async function failStart({ world, truth }: Course): Promise<string> {
  const fault = { operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 } as const;
  await world.fleet.emulator.control.addFault(fault);
  truth.reasons.add('UPSTREAM_FAILED');
  return 'the start fails';
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

async function moveAlias({ world, truth, random }: Course): Promise<string> {
  const arn = oneOf(world.versions, random) ?? '';
  if (!(await world.moveAlias(arn))) return 'a person could not move the alias';
  truth.aliasOfPerson = arn;
  truth.reasons.add('REVISION_MISMATCH');
  return `a person moved the alias to ${arn.split('/').at(-2)}`;
}

async function stopTarget({ world, truth, of }: Course): Promise<string> {
  if (!(await world.stop(of.targetArn))) return 'a person could not stop it';
  truth.isTouched = true;
  for (const code of ['IN_USE', 'UPSTREAM_FAILED', 'INVALID_INPUT']) truth.reasons.add(code);
  return 'a person stopped it';
}

async function startTarget({ world, truth, of }: Course): Promise<string> {
  if (!(await world.start(of.targetArn))) return 'a person could not start it';
  truth.isTouched = true;
  truth.isStartedByPerson = true;
  for (const code of ['IN_USE', 'UPSTREAM_FAILED']) truth.reasons.add(code);
  return 'a person started it';
}

async function stopPrevious({ world, truth, of }: Course): Promise<string> {
  if (of.previousArn === null || !(await world.stop(of.previousArn)))
    return 'a person could not stop the one before';
  truth.isTouched = true;
  return 'a person stopped the one before';
}

async function deleteTarget({ world, truth, of }: Course): Promise<string> {
  // Few are left of three: the walk goes on with the others.
  if (world.versions.length - 1 < 3 && (await world.statuses())?.size !== 3)
    return 'nobody deletes the last but one';
  if (!(await world.delete(of.targetArn))) return 'a person could not delete it';
  truth.isTouched = true;
  for (const code of ['NOT_FOUND', 'IN_USE', 'INVALID_INPUT']) truth.reasons.add(code);
  return 'a person deleted it';
}

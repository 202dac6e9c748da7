import { LOOKOUT_STATUSES, PROJECT_STATUSES, USE_CASES, VERSION_STATUSES } from '../state.js';

type Check = (value: unknown, at: string) => string | undefined;

const text: Check = (value, at) => (typeof value === 'string' ? undefined : `${at} is not a text`);
const number: Check = (value, at) => (Number.isFinite(value) ? undefined : `${at} is not a number`);
const json: Check = (value, at) => (isObject(value) ? undefined : `${at} is not an object`);

const oneOf =
  (values: readonly unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? undefined : `${at} is none of ${values.join(', ')}`;

const maybe =
  (check: Check): Check =>
  (value, at) =>
    value === undefined ? undefined : check(value, at);

const listOf =
  (check: Check): Check =>
  (value, at) =>
    Array.isArray(value) ? first(value.map((item, i) => check(item, `${at}[${i}]`))) : `${at} is not a list`;

const recordOf =
  (check: Check): Check =>
  (value, at) =>
    json(value, at) ??
    first(Object.entries(value as object).map(([key, item]) => check(item, `${at}["${key}"]`)));

const object =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, at) =>
    json(value, at) ??
    first(Object.entries(members).map(([name, check]) => check((value as never)[name], `${at}.${name}`)));

const change = (statuses: readonly string[]) =>
  object({
    during: oneOf(statuses),
    after: oneOf([...statuses, null]),
    beganAtMs: number,
    endsAtMs: number,
  });

const tags = listOf((pair, at) => listOf(text)(pair, at));

const policy = object({
  name: text,
  revisionId: text,
  document: text,
  createdAtMs: number,
  updatedAtMs: number,
});

const feature = oneOf(['CUSTOM_LABELS', 'CONTENT_MODERATION']);

const project = object({
  arn: text,
  name: text,
  createdAtMs: number,
  feature,
  autoUpdate: maybe(oneOf(['ENABLED', 'DISABLED'])),
  change: change(PROJECT_STATUSES),
  policies: listOf(policy),
  tags,
});

const training = object({
  seed: text,
  testSet: maybe(text),
  useCase: oneOf(USE_CASES),
  labels: listOf(text),
  endsAtMs: number,
  billableSeconds: number,
  failure: maybe(object({ cause: text, code: text, message: text })),
});

const version = object({
  arn: text,
  projectArn: text,
  name: text,
  createdAtMs: number,
  feature,
  change: change(VERSION_STATUSES),
  training,
  trainingInput: json,
  testingInput: json,
  output: object({ bucket: maybe(text), prefix: maybe(text), reading: maybe(text) }),
  tags,
  description: maybe(text),
  kmsKeyId: maybe(text),
  confidenceThreshold: maybe(number),
  baseModelVersion: maybe(text),
  minInferenceUnits: maybe(number),
  maxInferenceUnits: maybe(number),
  inService: maybe(object({ units: number, sinceMs: number })),
  sourceArn: maybe(text),
});

const run = object({
  projectName: text,
  versionName: text,
  versionArn: text,
  units: number,
  minUnits: number,
  maxUnits: number,
  fromMs: number,
  toMs: number,
});

const model = object({
  project: text,
  version: text,
  createdAtMs: number,
  status: oneOf(LOOKOUT_STATUSES),
  statusMessage: text,
  bucket: text,
  prefix: text,
});

/** The first thing that is wrong with a stored state, checked member by member; undefined if nothing is. */
export const stateProblem: Check = object({
  clockOffsetMs: number,
  regions: recordOf(
    object({
      projects: recordOf(project),
      versions: recordOf(version),
      models: listOf(model),
      runs: maybe(listOf(run)),
    }),
  ),
});

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

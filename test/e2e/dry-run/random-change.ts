import { oneOf } from '../../support/random.js';
import { HOME, OUTPUT, PARTNER } from '../demo.js';

/** What a walk has met so far, also what is gone by now. */
export interface Met {
  readonly projects: string[];
  readonly versions: string[];
  /** `<projectArn> <policyName>` → its last revision. */
  readonly revisions: Map<string, string>;
}

export interface RandomChange {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const NO_PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/none/1700000000000';
const NO_VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/none/version/none/1700000000000';
const ELSEWHERE = 'arn:aws:rekognition:eu-west-1:123456789012:project/none/1700000000000';
const ACTION = 'rekognition:CopyProjectVersion';

const policy = (...changes: object[]) => ({
  Version: '2012-10-17',
  Statement: changes.map((it) => ({
    ...{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: ACTION, Resource: '*', ...it },
  })),
});
const HOME_ROOT = { AWS: ['arn:aws:iam::123456789012:root', '999999999999'] };
/** What a condition comes to nobody can foresee: it is on none of ours. */
const STRANGER = { AWS: '999999999999' };
const DOCUMENTS = [
  ...[policy({}), policy({}), policy({}), policy({ Principal: HOME_ROOT }), policy({ Principal: '*' })],
  policy({}, { Effect: 'DENY', Principal: '*', Resource: 'arn:*/version/v1/*' }),
  policy({ Principal: '*', Resource: 'arn:aws:rekognition:us-east-1:*:project/*/version/v?/1*' }),
  policy({ Action: 's3:GetObject' }),
  policy({ Resource: [] }),
  policy({ Resource: Array.from({ length: 99 }, () => NO_VERSION) }),
  policy(),
  ...[
    policy({ Sid: 'one', Principal: STRANGER, Condition: {} }),
    policy({ Sid: 1 }),
    policy({ Resource: 'v1' }),
  ],
  ...[
    policy({ Principal: { Service: 'x' } }),
    policy({ Principal: { AWS: 'ann' } }),
    { ...policy({}), Id: 1 },
  ],
];

/** Any mutation with any input, most of them about what is there or was lately. */
export function randomChange({ projects, versions, revisions }: Met, random: () => number): RandomChange {
  const one = <T>(items: readonly T[]) => oneOf(items, random) as T;
  const seldom = <T>(rare: () => T, usual: () => T) => (random() < 0.06 ? rare() : usual());
  const project = () =>
    seldom(
      () => one([NO_PROJECT, ELSEWHERE, ...projects]),
      () => one(projects.slice(-4)) ?? NO_PROJECT,
    );
  const version = () =>
    seldom(
      () => one([NO_VERSION, ...versions]),
      () => one(versions.slice(-8)) ?? NO_VERSION,
    );
  const name = (prefix: string, count: number) =>
    seldom(
      () => 'no name',
      () => `${prefix}${Math.floor(random() * count)}`,
    );

  const policyOf = () => {
    const [attached] = seldom<(string | undefined)[]>(
      () => [],
      () => [one([...revisions.keys()].slice(-6))],
    );
    const [projectArn = '', policyName = ''] =
      attached && random() < 0.6 ? attached.split(' ') : [project(), name('policy-', 7)];
    const known = revisions.get(`${projectArn} ${policyName}`);
    const isGiven = known !== undefined && random() < 0.7;
    const given = isGiven ? one([known, known, known.toUpperCase()]) : null;
    return {
      projectArn,
      policyName,
      policyRevisionId: seldom<string | null>(
        () => 'cd34',
        () => given,
      ),
    };
  };
  const makers: Readonly<Record<string, () => Record<string, unknown>>> = {
    createProject: () => {
      const isAdapter = random() < 0.15;
      const feature = isAdapter ? 'CONTENT_MODERATION' : null;
      return {
        ...{ projectName: name('project-', 12), accountId: one([null, HOME.accountId, PARTNER.accountId]) },
        ...{
          feature,
          autoUpdate: seldom<boolean | null>(
            () => true,
            () => (isAdapter ? true : null),
          ),
        },
      };
    },
    deleteProject: () => ({ projectArn: project() }),
    createModelVersion: () => ({
      ...{ projectArn: project(), versionName: name('v', 8), outputConfig: OUTPUT },
      contentModerationConfidenceThreshold: seldom<number | null>(
        () => 50,
        () => null,
      ),
    }),
    startModelVersion: () => ({
      ...{ modelVersionArn: version(), minInferenceUnits: one([1, 1, 1, 2, 2, 5, 6, 0]) },
      maxInferenceUnits: one([null, null, null, null, 5, 9]),
    }),
    stopModelVersion: () => ({ modelVersionArn: version() }),
    deleteModelVersion: () => ({ modelVersionArn: version() }),
    copyModelVersion: () => ({
      ...{ sourceProjectArn: seldom<string | null>(project, () => null), sourceModelVersionArn: version() },
      ...{ destinationProjectArn: project(), versionName: name('v', 8), outputConfig: OUTPUT },
    }),
    putProjectPolicy: () => ({ ...policyOf(), policyDocument: one(DOCUMENTS) }),
    deleteProjectPolicy: policyOf,
  };
  const often = [
    'createModelVersion',
    'createModelVersion',
    'startModelVersion',
    'putProjectPolicy',
    'copyModelVersion',
  ];
  const mutation = projects.length < 2 ? 'createProject' : one([...Object.keys(makers), ...often]);
  return { mutation, input: makers[mutation]?.() ?? {} };
}

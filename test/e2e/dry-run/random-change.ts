import { oneOf } from '../../support/random.js';
import { OUTPUT } from '../demo.js';

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

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: ACTION,
    Resource: '*',
    ...change,
  },
});
const DOCUMENTS = [
  policy({}),
  policy({ Principal: '*' }),
  policy({ Action: 's3:GetObject' }),
  policy({ Resource: [] }),
  policy({ Resource: Array.from({ length: 99 }, () => NO_VERSION) }),
  { Statement: [] },
];

/** Any mutation with any input, most of them about what is there or was. */
export function randomChange({ projects, versions, revisions }: Met, random: () => number): RandomChange {
  const one = <T>(items: readonly T[]) => oneOf(items, random) as T;
  const seldom = <T>(rare: T, usual: T) => (random() < 0.08 ? rare : usual);
  const project = () => seldom(one([NO_PROJECT, ELSEWHERE]), one([NO_PROJECT, ...projects.slice(-12)]));
  const version = () => one([NO_VERSION, ...versions.slice(-16)]);
  const name = (prefix: string, count: number) =>
    seldom('no name', `${prefix}${Math.floor(random() * count)}`);

  const policyOf = () => {
    const [projectArn, policyName] = [project(), name('policy-', 7)];
    const known = revisions.get(`${projectArn} ${policyName}`) ?? 'ab12';
    return { projectArn, policyName, policyRevisionId: one([null, known, known.toUpperCase(), 'cd34']) };
  };
  const makers: Readonly<Record<string, () => Record<string, unknown>>> = {
    createProject: () => ({
      projectName: name('project-', 8),
      feature: seldom('CONTENT_MODERATION', null),
      autoUpdate: seldom(true, null),
    }),
    deleteProject: () => ({ projectArn: project() }),
    createModelVersion: () => ({
      ...{ projectArn: project(), versionName: name('v', 5), outputConfig: OUTPUT },
      contentModerationConfidenceThreshold: seldom(50, null),
    }),
    startModelVersion: () => ({
      ...{ modelVersionArn: version(), minInferenceUnits: one([1, 1, 2, 5, 6, 0]) },
      maxInferenceUnits: one([null, null, 5, 9]),
    }),
    stopModelVersion: () => ({ modelVersionArn: version() }),
    deleteModelVersion: () => ({ modelVersionArn: version() }),
    copyModelVersion: () => ({
      ...{ sourceProjectArn: seldom(project(), null), sourceModelVersionArn: version() },
      ...{ destinationProjectArn: project(), versionName: name('v', 5), outputConfig: OUTPUT },
    }),
    putProjectPolicy: () => ({ ...policyOf(), policyDocument: one(DOCUMENTS) }),
    deleteProjectPolicy: policyOf,
  };
  const mutation = one([...Object.keys(makers), 'createModelVersion', 'startModelVersion']);
  return { mutation, input: makers[mutation]?.() ?? {} };
}

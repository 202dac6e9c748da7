import { GatewayError } from '../../src/domain/errors.js';
import type { ModelVersion, Project, ProjectPolicy, S3Object } from '../../src/domain/model.js';
import { toGlobalId } from '../../src/services/global-ids.js';
import { aModelVersionArn, aProjectArn, HERE } from '../support/builders.js';
import type { FakeUpstream } from '../support/fake-upstream.js';
import type { Samples } from './values.js';

const PROJECTS = ['cats', 'dogs', 'constructor'];
/** Of each project. */
export const VERSIONS = ['v1', 'v2', '__proto__'];
/** Its tags, policies and files cannot be read. */
const BROKEN = 'dogs';

/** What lies behind the gateway: some of it, read deep within an answer, fails. */
export interface World {
  readonly projects: readonly Project[];
  readonly versions: readonly ModelVersion[];
  /** Values for arguments: of what there is, of what there is not, and few that are refused. */
  readonly samples: Samples;
}

export function fillWorld(upstream: FakeUpstream): World {
  const projects = PROJECTS.map((name) => upstream.addProject({ name }));
  const versions = projects.flatMap(({ arn, name: project }) =>
    VERSIONS.map((name, index) =>
      upstream.addVersion(arn, {
        name,
        status: index === 0 ? 'RUNNING' : 'STOPPED',
        evaluationResult: { f1Score: 0.5, summary: fileOf(project) },
        manifestSummary: index === 1 ? fileOf(project) : null,
        sourceModelVersionArn: index === 2 ? aModelVersionArn('v1', aProjectArn('cats')) : null,
      }),
    ),
  );
  addAttachments(upstream);
  return { projects, versions, samples: samplesOf(projects, versions) };
}

function addAttachments(upstream: FakeUpstream): void {
  const unlessBroken = <T>(name: unknown, value: T): Promise<T> =>
    String(name).includes(BROKEN)
      ? Promise.reject(new GatewayError('UPSTREAM_ACCESS_DENIED', 'AWS does not allow it.'))
      : Promise.resolve(value);
  upstream.listTags = (arn) => unlessBroken(arn, [{ key: 'team', value: 'vision' }]);
  upstream.listProjectPolicies = (arn) => unlessBroken(arn, [policyOf(arn)]);
  upstream.describeLookoutVisionModel = (_at, name) => unlessBroken(name, null);
  upstream.readManifestReport = (_at, { bucket }) =>
    unlessBroken(bucket, { training: null, testing: null, errors: [{ code: 'E', message: 'It failed.' }] });
  upstream.readEvaluationReport = (_at, { bucket }) =>
    unlessBroken(bucket, {
      ...{ f1Score: 0.5, precision: 1, recall: null, averagePrecision: null, averageRecall: null },
      ...{ evaluationEndTimestamp: 1_700_000_000_000, numberOfTrainingImages: 1, numberOfTestingImages: 2 },
      labels: [],
      confusionMatrix: [{ groundTruthLabel: 'a', predictedLabel: 'b', value: 0.25 }],
    });
}

function fileOf(bucket: string): S3Object {
  return { bucket, name: 'file.json', version: null };
}

function policyOf(projectArn: Project['arn']): ProjectPolicy {
  return {
    ...{ kind: 'ProjectPolicy', projectArn, policyName: 'p', policyRevisionId: '1' },
    policyDocument: { Version: '2012-10-17', constructor: [], toString: { length: 1 } },
    ...{ creationTimestamp: null, lastUpdatedTimestamp: null },
  };
}

function samplesOf(projects: readonly Project[], versions: readonly ModelVersion[]): Samples {
  const projectArns = [...projects.map((it) => it.arn), aProjectArn('gone')];
  const versionArns = [...versions.map((it) => it.arn), aModelVersionArn('gone')];
  const ids = [...projects, ...versions].map(toGlobalId);
  return {
    Boolean: [true, false],
    Int: [1, 2, 20],
    first: [1, 2, 3, 20, 20, 20, 20, 20, 20, 0],
    ProjectArn: projectArns,
    ModelVersionArn: versionArns,
    ID: [...ids, ...ids, 'never given'],
    DateTime: ['2020-01-01T00:00:00Z', '2026-11-28T00:00:00+02:00'],
    name: [...VERSIONS, 'gone'],
    names: [...VERSIONS, ...PROJECTS],
    namePrefix: ['v', ''],
    after: ['never given'],
    accountId: [HERE.accountId],
    region: [HERE.region],
    projectName: PROJECTS,
    String: ['1'],
    followed: projectArns.slice(0, 1),
  };
}

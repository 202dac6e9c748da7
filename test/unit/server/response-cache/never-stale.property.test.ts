import type { ModelVersionArn } from '../../../../src/domain/arn.js';
import type { ProjectPolicy } from '../../../../src/domain/model.js';
import { createHttpStage, READ_MAX_AGE_MS } from '../../../support/http-stage.js';
import { fc } from '../../../support/properties.js';

const VERSIONS = 3;
const RUNS = 200;
const STEPS = 50; // 200 runs of 50 are the 10,000 interleavings

const READS = ['readOne', 'readAll', 'readPolicies'] as const;
const WRITES = ['start', 'stop', 'putPolicy'] as const;

type Step =
  | { readonly kind: (typeof READS)[number] | (typeof WRITES)[number] | 'settle'; readonly version: number }
  | { readonly kind: 'wait'; readonly ms: number };

const at = { version: fc.nat(VERSIONS - 1) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom(...READS), ...at }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom(...WRITES, 'settle' as const), ...at }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 900 }) }),
  },
);

const ONE = 'query($arn: ModelVersionArn!) { modelVersion(arn: $arn) { arn status } }';
const ALL = 'query($arn: ProjectArn!) { project(arn: $arn) { modelVersions { nodes { arn status } } } }';
const POLICIES =
  'query($arn: ProjectArn!) { project(arn: $arn) { policies { nodes { policyRevisionId } } } }';
const START =
  'mutation($arn: ModelVersionArn!) { startModelVersion(input: { modelVersionArn: $arn, minInferenceUnits: 1 }) { userErrors { code } } }';
const STOP =
  'mutation($arn: ModelVersionArn!) { stopModelVersion(input: { modelVersionArn: $arn }) { userErrors { code } } }';
const PUT =
  'mutation($arn: ProjectArn!, $old: String, $document: PolicyDocument!) { putProjectPolicy(input: { projectArn: $arn, policyName: "p", policyRevisionId: $old, policyDocument: $document }) { userErrors { code } } }';
const DOCUMENT = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '123456789012' },
      Action: 'rekognition:CopyProjectVersion',
      Resource: '*',
    },
  ],
};

/** What was true of one thing, and since when. */
type Truth = { readonly at: number; readonly value: string }[];

async function createStage(delays: readonly number[]) {
  const stage = await createHttpStage();
  const { upstream, clock } = stage;
  let calls = 0;
  const delayMs = () => delays[calls++ % delays.length] ?? 0;
  upstream.delayMs = delayMs;
  const project = upstream.addProject();
  const arns = Array.from(
    { length: VERSIONS },
    (_, index) => upstream.addVersion(project.arn, { name: `v${index}`, status: 'STOPPED' }).arn,
  );
  let revision = 0;
  const later = async <T>(value: T): Promise<T> => {
    const ms = delayMs();
    if (ms > 0) await new Promise<void>((resolve) => clock.after(ms, resolve));
    return value;
  };
  upstream.listProjectPolicies = (_arn, callContext) => {
    callContext.cost.calls += 1;
    return later([
      { kind: 'ProjectPolicy', policyName: 'p', policyRevisionId: `${revision}` } as ProjectPolicy,
    ]);
  };
  upstream.putProjectPolicy = (_arn, _policy, callContext) => {
    callContext.cost.calls += 1;
    return later(`${++revision}`);
  };
  return { ...stage, project, arns, revision: () => `${revision}` };
}

it('no hot read shows what was true only before a write, or longer ago than READ_MAX_AGE_MS', async () => {
  let cached = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: STEPS, maxLength: STEPS }),
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 10 }),
      async (steps, delays) => {
        const stage = await createStage(delays);
        const { clock, upstream, project, arns } = stage;
        const truths = new Map<string, Truth>();
        const writtenAt = new Map<string, number>();
        const complaints: string[] = [];

        /** The world may have moved: remember since when. */
        const note = () => {
          const now = [
            ...upstream.worldOf(project.arn).map(({ arn, status }) => [arn, status] as const),
            ['policies', stage.revision()] as const,
          ];
          for (const [thing, value] of now) {
            const truth = truths.get(thing) ?? [];
            if (truth.at(-1)?.value !== value) truth.push({ at: clock.now(), value });
            truths.set(thing, truth);
          }
        };
        const judge = (thing: string, value: string, earliest: number) => {
          const truth = truths.get(thing) ?? [];
          const isTrue = truth.some(
            (it, index) =>
              it.value === value && (truth[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= earliest,
          );
          if (!isTrue)
            complaints.push(`${thing} read as ${value} since ${earliest}: ${JSON.stringify(truth)}`);
        };
        const read = async (query: string, arn: string) => {
          const begunAt = clock.now();
          const since = new Map(writtenAt);
          const { body, isCached } = await stage.post(query, { arn });
          if (isCached) cached += 1;
          note();
          for (const [thing, value] of seenIn(body.data))
            judge(thing, value, Math.max(begunAt - READ_MAX_AGE_MS, since.get(thing) ?? 0));
        };
        /** The third is prepared, unless something happened between. */
        const readAgain = async (query: string, arn: string) => {
          for (let i = 0; i < 3; i++) await read(query, arn);
        };
        const write = async (query: string, thing: string, variables: object) => {
          const { body } = await stage.post(query, variables);
          const [payload] = Object.values(body.data) as { userErrors: unknown[] }[];
          if (payload?.userErrors.length === 0) writtenAt.set(thing, clock.now());
        };
        const settle = (arn: ModelVersionArn) => {
          const status = upstream.worldOf(project.arn).find((it) => it.arn === arn)?.status;
          if (status === 'STARTING') upstream.setStatus(arn, 'RUNNING');
          if (status === 'STOPPING') upstream.setStatus(arn, 'STOPPED');
        };

        note();
        const open: Promise<unknown>[] = [];
        for (const it of steps) {
          if (it.kind === 'wait') for (let ms = 0; ms < it.ms; ms += 50) await clock.advance(50).then(note);
          else {
            const arn = arns[it.version] as ModelVersionArn;
            if (it.kind === 'settle') settle(arn);
            else if (it.kind === 'readOne') open.push(readAgain(ONE, arn));
            else if (it.kind === 'readAll') open.push(readAgain(ALL, project.arn));
            else if (it.kind === 'readPolicies') open.push(readAgain(POLICIES, project.arn));
            else if (it.kind === 'start') open.push(write(START, arn, { arn }));
            else if (it.kind === 'stop') open.push(write(STOP, arn, { arn }));
            else
              open.push(
                write(PUT, 'policies', {
                  arn: project.arn,
                  old: stage.revision().padStart(32, '0'),
                  document: DOCUMENT,
                }),
              );
            for (let turns = 0; turns < 4; turns++) await clock.advance(0);
            note();
          }
        }
        for (let i = 0; i < 60; i++) await clock.advance(50).then(note);
        await Promise.all(open);
        expect(complaints).toEqual([]);
      },
    ),
    { numRuns: RUNS },
  );
  expect(cached).toBeGreaterThan(1_000);
}, 300_000);

function seenIn(data: {
  modelVersion?: { arn: string; status: string };
  project?: {
    modelVersions?: { nodes: { arn: string; status: string }[] };
    policies?: { nodes: { policyRevisionId: string }[] };
  };
}): [string, string][] {
  const { modelVersion, project } = data;
  const versions = [...(modelVersion ? [modelVersion] : []), ...(project?.modelVersions?.nodes ?? [])];
  const policies = project?.policies?.nodes ?? [];
  return [
    ...versions.map(({ arn, status }): [string, string] => [arn, status]),
    ...policies.map(({ policyRevisionId }): [string, string] => ['policies', policyRevisionId]),
  ];
}

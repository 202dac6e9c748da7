import { createRandom, oneOf } from '../../support/random.js';
import { type Met, type RandomChange, randomChange } from './random-change.js';
import { StillStage } from './stage.js';

/** `npm run dry-run` has 10,000. */
const STATES = Number(process.env.DRY_RUN_STATES ?? 200);
const STATES_OF_A_WALK = 100;
const SEED = Number(process.env.DRY_RUN_SEED ?? 1);

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
  readonly plan: { readonly calls: readonly { readonly operation: string }[] } | null;
  readonly project?: { readonly arn: string } | null;
  readonly modelVersion?: { readonly arn: string } | null;
  readonly projectPolicy?: {
    readonly projectArn: string;
    readonly policyName: string;
    readonly policyRevisionId: string;
  } | null;
}

const ABOUT: Readonly<Record<string, string>> = {
  createProject: 'project { arn }',
  createModelVersion: 'modelVersion { arn }',
  copyModelVersion: 'modelVersion { arn }',
  putProjectPolicy: 'projectPolicy { policyName policyRevisionId }',
};

/** `done`, `CODE field` of the refusal, or `! CODE` of a GraphQL error. */
type Outcome = string;

async function make(
  { gateway }: StillStage,
  { mutation, input }: RandomChange,
  dryRun: boolean,
): Promise<{ outcome: Outcome; payload: Payload | null }> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${mutation}(input: $input) {
    ${ABOUT[mutation] ?? ''} userErrors { code field } plan { calls { operation } }
  } }`;
  const { data, errors } = await gateway().query<Record<string, Payload>>(document, {
    input: { ...input, dryRun },
  });
  const payload = data?.[mutation] ?? null;
  const [error] = payload?.userErrors ?? [];
  const outcome = error ? `${error.code} ${error.field?.join('.') ?? '-'}` : 'done';
  return { outcome: payload ? outcome : `! ${errors?.[0]?.extensions.code}`, payload };
}

function remember(met: Met, { input }: RandomChange, payload: Payload | null): void {
  if (payload?.project) met.projects.push(payload.project.arn);
  if (payload?.modelVersion) met.versions.push(payload.modelVersion.arn);
  const { policyName, policyRevisionId } = payload?.projectPolicy ?? {};
  if (policyRevisionId) met.revisions.set(`${input.projectArn} ${policyName}`, policyRevisionId);
}

/** Tells how often each outcome came. */
async function walk(seed: number, outcomes: Map<Outcome, number>): Promise<void> {
  const random = createRandom(seed);
  const met: Met = { projects: [], versions: [], revisions: new Map() };
  await using stage = await StillStage.start();
  for (let state = 0; state < STATES_OF_A_WALK; state++) {
    stage.pass(oneOf([0, 0, 1_000, 2_500, 9_000, 25_000], random) ?? 0);
    const failing =
      oneOf(['CreateProjectVersion', 'StartProjectVersion', 'CopyProjectVersion'], random) ?? '';
    if (random() < 0.2) await stage.failNext(failing, random() < 0.5 ? 2 : 0);
    const change = randomChange(met, random);
    const foreseen = await make(stage, change, true);
    const where = JSON.stringify({ seed, state, change });
    expect({ where, changes: stage.takeChanges() }).toEqual({ where, changes: [] });
    const made = await make(stage, change, false);
    expect({ where, outcome: foreseen.outcome }).toEqual({ where, outcome: made.outcome });
    const planned = foreseen.payload?.plan?.calls.map(({ operation }) => operation) ?? [];
    const sent = stage.takeChanges();
    expect({ where, calls: planned }).toEqual({ where, calls: made.outcome === 'done' ? sent : [] });
    expect(made.payload?.plan ?? null).toBeNull();
    remember(met, change, made.payload);
    const key = `${change.mutation} ${made.outcome}`;
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
  }
}

it(`a dry run foretells what the change comes to, in ${STATES} random states, and changes nothing`, async () => {
  const outcomes = new Map<Outcome, number>();
  for (let walked = 0; walked * STATES_OF_A_WALK < STATES; walked++) await walk(SEED + walked, outcomes);
  // The walks are worth something only while they meet the refusals, and changes that succeed.
  const met = [...outcomes.keys()];
  if (process.env.DRY_RUN_STATES) console.info(Object.fromEntries([...outcomes].sort()));
  for (const mutation of ['createProject', 'createModelVersion', 'startModelVersion', 'putProjectPolicy'])
    expect(met).toContain(`${mutation} done`);
  expect(new Set(met.map((it) => it.split(' ')[1])).size).toBeGreaterThanOrEqual(6);
}, 1_800_000);

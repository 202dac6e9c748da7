// node test/house/footprint.mjs <folder of the compiled gateway>: how many of our files a start, a cached read, a cold read, a
// mutation and an event pass, as V8 counts them, with the names of the files. JSON on stdout.
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';

const DIST = resolve(process.argv[2] ?? 'dist');
const require = createRequire(import.meta.url);
const READ = `query ($name: String!) {
  projects(first: 1, filter: { names: [$name] }) { nodes { name modelVersions(first: 5) { nodes { name status } } } }
}`;
const FIND =
  '{ projects(first: 50) { nodes { name feature modelVersions(first: 50) { nodes { arn status } } } } }';
const START = `mutation ($arn: ModelVersionArn!) {
  startModelVersion(input: { modelVersionArn: $arn, minInferenceUnits: 1 }) { modelVersion { status } userErrors { code } }
}`;
const STOP = `mutation ($arn: ModelVersionArn!) {
  stopModelVersion(input: { modelVersionArn: $arn }) { modelVersion { status } userErrors { code } }
}`;
const WATCH = 'subscription { modelVersionStatusChanged { status } }';
/** Longer than any setting lets an answer live. */
const LONG_MS = 20_000;

const v8 = new Session();
v8.connect();
await v8.post('Profiler.enable');
await v8.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

/** Files of ours in which a function ran since the last time; with `loaded`, those that were loaded. The emulator is AWS here. */
async function passed(loaded = false) {
  const { result } = await v8.post('Profiler.takePreciseCoverage');
  const files = result
    .filter(({ url }) => url.startsWith('file://') && url.includes(DIST))
    .filter(({ functions }) =>
      functions.some(({ ranges: [all] }) => all.count > 0 && (loaded || all.startOffset > 0)),
    )
    .map(({ url }) => relative(DIST, url.slice('file://'.length)));
  return files.filter((it) => !it.startsWith('emulator/')).sort();
}

/** Timers of some milliseconds run by themselves; all others, as the poller's are, when they are let. */
function createSteppedClock() {
  const held = new Map();
  let aheadMs = 0;
  let isLetting = false;
  const now = () => performance.timeOrigin + performance.now() + aheadMs;
  return {
    now,
    wallNow: now,
    after(ms, task) {
      if (isLetting || (Number.isInteger(ms) && ms > 0 && ms < 10)) {
        const timer = setTimeout(task, isLetting ? Math.min(ms, 50) : ms);
        return () => clearTimeout(timer);
      }
      const key = Symbol();
      held.set(key, { task, at: now() + ms });
      return () => held.delete(key);
    },
    pass(ms) {
      aheadMs += ms;
    },
    letRun() {
      isLetting = true;
      for (const [key, { task, at }] of [...held]) {
        if (at > now()) continue;
        held.delete(key);
        task();
      }
    },
    hold() {
      isLetting = false;
    },
  };
}

const { parseConfig } = require(join(DIST, 'config/config.js'));
const { silentLog } = require(join(DIST, 'log.js'));
const { startApp } = require(join(DIST, 'app.js'));
const clock = createSteppedClock();
const FAST = { DescribeProjects: 1000, DescribeProjectVersions: 1000, StartProjectVersion: 1000 };
const settings = {
  ...{ PORT: '0', EMULATOR_PORT: '0', EMULATOR_TRANSITIONS: 'immediate', EMULATOR_TPS: '0', DRAIN_MS: '0' },
  EMULATOR_QUOTAS: '{"runningModels": 20}', // AWS accepts each start that is counted
  READ_REVALIDATE_MS: '0', // a cold read waits for AWS
  UPSTREAM_TPS: JSON.stringify(FAST), // no call waits for its turn: waiting is timers, which are held here
};
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const app = await startApp(parseConfig(settings), silentLog, clock);
const counts = { start: await passed(true) };

async function ask(query, variables = {}) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const ROUNDS = 3;

/** What `act` passes in every round: what else was under way at the time is in some of them only. */
async function count(name, act) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await act(round));
    await new Promise((done) => setTimeout(done, 20));
  }
  const [first, ...others] = rounds;
  counts[name] = first.filter((it) => others.every((other) => other.includes(it)));
}

/** What `act` alone passes. */
async function during(act) {
  await passed();
  await act();
  return passed();
}

const { projects } = await ask(FIND);
const versions = projects.nodes.filter(isStartable).flatMap((it) => it.modelVersions.nodes);
const arns = versions
  .filter((it) => it.status === 'TRAINING_COMPLETED' || it.status === 'STOPPED')
  .map((it) => it.arn);
const read = { name: projects.nodes[0].name };
for (let i = 0; i < 5; i += 1) await ask(READ, read);
await count('cachedRead', () => during(() => ask(READ, read)));
await count('coldRead', () => {
  clock.pass(LONG_MS);
  return during(() => ask(READ, read));
});
await start(arns[ROUNDS]);
await count('mutation', (round) => during(() => start(arns[round])));

const stream = await fetch(`${app.url}/graphql/stream?query=${encodeURIComponent(WATCH)}`, {
  headers: { accept: 'text/event-stream' },
});
const frames = stream.body.getReader();
await frames.read(); // what it begins with
await count('event', async () => {
  const { stopModelVersion } = await ask(STOP, { arn: arns[ROUNDS] });
  if (stopModelVersion.userErrors.length > 0) await start(arns[ROUNDS]);
  await frameOf('event: next');
  return during(async () => {
    clock.letRun();
    await frameOf('event: next');
    clock.hold();
  });
});

/** Adapters do not run. */
function isStartable({ feature }) {
  return feature === 'CUSTOM_LABELS';
}

/** One that AWS accepts: a refusal passes other files. */
async function start(arn) {
  const { startModelVersion } = await ask(START, { arn });
  const [refusal] = startModelVersion.userErrors;
  if (refusal) throw new Error(`${arn} did not start: ${refusal.code}`);
}

async function frameOf(mark) {
  for (let text = ''; !text.includes(mark); )
    text += Buffer.from((await frames.read()).value ?? '').toString();
}

process.stdout.write(`${JSON.stringify(counts)}\n`);
process.exit(0);

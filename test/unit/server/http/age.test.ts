import { anOutage } from '../../../support/fake-upstream.js';
import { createHttpStage } from '../../../support/http-stage.js';

const VERSIONS = '{ projects { nodes { name modelVersions { nodes { name status observedAt } } } } }';
const NOW = { 'cache-control': 'no-cache' };

/** A gateway over one project with one version, which has answered the same question once. */
async function createStage(readRevalidateMs = 30_000) {
  const stage = await createHttpStage({ readRevalidateMs });
  const { arn } = stage.upstream.addProject({ name: 'cats' });
  const version = stage.upstream.addVersion(arn, { name: 'v1', status: 'STOPPED' });
  await stage.get(VERSIONS);
  return { ...stage, version };
}

type Stage = Awaited<ReturnType<typeof createStage>>;

function versionIn(body: unknown) {
  const { data } = body as {
    data: { projects: { nodes: { modelVersions: { nodes: { status: string; observedAt: string }[] } }[] } };
  };
  return data.projects.nodes[0]?.modelVersions.nodes[0];
}

const agesOf = async ({ get }: Stage, headers = {}) => {
  const { reply, body } = await get(VERSIONS, headers);
  return { ageSeconds: reply.ageSeconds, observedAt: Date.parse(versionIn(body)?.observedAt ?? '') };
};

it('Age and observedAt tell how old an answer is, kept or computed', async () => {
  const stage = await createStage();
  const { clock } = stage;
  const readAt = clock.now();
  for (const afterMs of [0, 0, 900, 600, 400, 10_000]) {
    await clock.advance(afterMs);
    const { ageSeconds, observedAt } = await agesOf(stage);
    expect(ageSeconds).toBe(Math.floor((clock.now() - observedAt) / 1_000));
    expect(observedAt).toBe(readAt);
  }
  await clock.advance(1); // the last was refreshed behind its reader
  expect(await agesOf(stage)).toEqual({ ageSeconds: 0, observedAt: readAt + 11_900 });
});

it('an answer that AWS could not confirm is not to be given again before it is asked for again', async () => {
  const { clock, upstream, get } = await createStage();
  await clock.advance(31_000); // older than is given at once
  upstream.failure = () => anOutage();
  const { body, reply } = await get(VERSIONS);
  expect(body.extensions).toMatchObject({ stale: true });
  expect(reply.headers['cache-control']).toBe('private, no-cache');
});

it('a request that asks for it gets an answer of now, past what is kept', async () => {
  const { clock, upstream, get, version } = await createStage();
  await get(VERSIONS);
  await clock.advance(1);
  upstream.setStatus(version.arn, 'RUNNING');
  const kept = await get(VERSIONS);
  expect([kept.isCached, versionIn(kept.body)?.status]).toEqual([true, 'STOPPED']);
  const now = await get(VERSIONS, NOW);
  expect([now.isCached, versionIn(now.body)?.status, now.reply.ageSeconds]).toEqual([false, 'RUNNING', 0]);
});

it('only-if-cached makes no call, and tells what the catalog knows to be missing', async () => {
  const { clock, upstream, get } = await createStage();
  await clock.advance(3_600_000);
  upstream.calls.length = 0;
  const only = { 'cache-control': 'only-if-cached' };
  expect((await get(VERSIONS, only)).reply.ageSeconds).toBe(3_600);
  const { body } = await get('{ projects(filter: { names: ["dogs"] }) { totalCount } }', only);
  expect(upstream.calls).toEqual([]);
  expect(body.data).toEqual({ projects: { totalCount: 0 } });
});

it('a GET says how long it is given while it is refreshed, and that a browser has to ask', async () => {
  const { get } = await createStage();
  const { reply } = await get(VERSIONS);
  expect(reply.headers['cache-control']).toBe('private, no-cache, stale-while-revalidate=30');
});

it('a GET of a version in transition says less, and one without such a time says nothing of it', async () => {
  const { clock, upstream, get, version } = await createStage();
  await clock.advance(1);
  upstream.setStatus(version.arn, 'STARTING');
  const moving = await get(VERSIONS, NOW);
  expect(moving.reply.headers['cache-control']).toBe('private, no-cache, stale-while-revalidate=3');
  const strict = await (await createStage(0)).get(VERSIONS);
  expect(strict.reply.headers['cache-control']).toBe('private, no-cache');
});

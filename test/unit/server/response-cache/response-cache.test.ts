import type { Caller } from '../../../../src/domain/caller.js';
import { type Grant, type ProjectPattern, parseProjectPattern } from '../../../../src/domain/grant.js';
import { anOutage } from '../../../support/fake-upstream.js';
import { createHttpStage, READ_MAX_AGE_MS } from '../../../support/http-stage.js';

const VERSIONS = 'query Versions { projects { nodes { name modelVersions { nodes { name status } } } } }';

async function createStage(options = {}) {
  const stage = await createHttpStage(options);
  const project = stage.upstream.addProject();
  const version = stage.upstream.addVersion(project.arn, { status: 'STOPPED' });
  /** Asked until the catalog knows it and the answer has come twice. */
  const warm = async (query: string) => {
    for (let i = 0; i < 3; i++) await stage.post(query);
  };
  return { ...stage, project, version, warm };
}

describe('the response cache', () => {
  it('gives the bytes that Apollo gave before, and logs the same', async () => {
    const { post, warm, ends } = await createStage();
    await warm(VERSIONS);
    const { isCached, reply, body } = await post(VERSIONS);
    expect(isCached).toBe(true);
    expect(body.data).toEqual({
      projects: { nodes: [{ name: 'cats', modelVersions: { nodes: [{ name: 'v1', status: 'STOPPED' }] } }] },
    });
    expect(body.extensions).toEqual({ upstream: { calls: 0, coalesced: 0, fromCatalog: 2 } });
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(ends.at(-1)).toMatchObject({
      cost: { calls: 0, coalesced: 0, fromCatalog: 2, stale: false },
      type: 'query',
      name: 'Versions',
    });
  });

  it('notifies the poller of what is read', async () => {
    const { post, warm, readOf, project } = await createStage();
    await warm(VERSIONS);
    readOf.length = 0;
    expect((await post(VERSIONS)).isCached).toBe(true);
    expect(readOf).toEqual([project.arn]);
  });

  it('keeps nothing longer than READ_MAX_AGE_MS', async () => {
    const { post, warm, clock, upstream } = await createStage();
    await warm(VERSIONS);
    await clock.advance(READ_MAX_AGE_MS);
    expect((await post(VERSIONS)).isCached).toBe(true);
    const calls = upstream.calls.length;
    await clock.advance(1);
    expect((await post(VERSIONS)).isCached).toBe(false);
    expect(upstream.calls.length).toBeGreaterThan(calls);
  });

  it('keeps no answer to a request that came once', async () => {
    const { post, warm } = await createStage();
    await warm(VERSIONS);
    const other = VERSIONS.replace('name status', 'status name');
    expect((await post(other)).isCached).toBe(false);
    expect((await post(other)).isCached).toBe(false);
    expect((await post(other)).isCached).toBe(true);
  });

  it.each([
    ['eventCursor', '{ eventCursor projects { nodes { name } } }'],
    ['upstreamBudgets', '{ gateway { upstreamBudgets { available } } projects { nodes { name } } }'],
    [
      'statusHistory',
      '{ projects { nodes { modelVersions { nodes { statusHistory { nodes { status } } } } } } }',
    ],
    [
      'a field that does not say that it is cacheable, beside others that do',
      '{ gateway { version } projects { nodes { name } } }',
    ],
    ['what rests on nothing', '{ gateway { version } }'],
    ['an error', '{ projects(first: 0) { nodes { name } } gateway { version } }'],
  ])('never keeps %s', async (_, query) => {
    const { post, warm } = await createStage();
    await warm(query);
    await warm(query);
    expect((await post(query)).isCached).toBe(false);
  });

  it('distinguishes requests by whatever changes the answer', async () => {
    const { post, warm } = await createStage();
    await warm(VERSIONS);
    const other = await post(VERSIONS, {}, { accept: 'application/graphql-response+json' });
    expect(other.isCached).toBe(false);
    expect(other.reply.headers['content-type']).toMatch(/^application\/graphql-response\+json/);
    expect((await post(VERSIONS, { other: 1 })).isCached).toBe(false);
  });

  it('computes once for a crowd that wants what has grown old', async () => {
    const { post, warm, clock, upstream } = await createStage();
    await warm(VERSIONS);
    await clock.advance(READ_MAX_AGE_MS + 1);
    upstream.delayMs = () => 30;
    const crowd = Promise.all(Array.from({ length: 50 }, () => post(VERSIONS)));
    await clock.advance(100);
    const answers = await crowd;
    expect(answers.filter((it) => !it.isCached)).toHaveLength(1);
    expect(new Set(answers.map((it) => JSON.stringify(it.body.data))).size).toBe(1);
  });

  it('gives no caller what was cached for callers with other rights', async () => {
    const grant = (tags: Record<string, string>): Grant => ({
      role: 'viewer',
      projects: [parseProjectPattern('*') as ProjectPattern],
      tags,
    });
    const caller = (grants: Grant[]): Caller => ({ subject: 'somebody', grants, expiresAt: null });
    const callers = { one: caller([grant({})]), none: caller([]), tagged: caller([grant({ team: 'own' })]) };
    const { post } = await createStage({ callers });
    const as = (name: string) => post(VERSIONS, {}, { authorization: `Bearer ${name}` });
    for (let i = 0; i < 3; i++) {
      expect((await as('one')).body.data.projects).toMatchObject({ nodes: [{ name: 'cats' }] });
      for (const name of ['none', 'tagged'])
        expect(JSON.stringify((await as(name)).body)).not.toContain('cats');
    }
    expect((await as('one')).isCached).toBe(true);
    expect((await as('tagged')).isCached).toBe(false);
  });

  it('answers an operation under the rights it began with: others are given the same', async () => {
    const every: Grant = { role: 'viewer', projects: [parseProjectPattern('*') as ProjectPattern], tags: {} };
    let grants: readonly Grant[] = [every];
    const ann: Caller = {
      subject: 'ann',
      expiresAt: null,
      get grants() {
        return grants;
      },
    };
    const callers = { ann, bob: { subject: 'bob', expiresAt: null, grants: [every] } };
    const { post, clock, upstream, project } = await createStage({ callers });
    const query = `{ project(arn: "${project.arn}") { name modelVersions { nodes { name } } } }`;
    const as = (name: string) => post(query, {}, { authorization: `Bearer ${name}` });
    for (let i = 0; i < 3; i++) await as('bob');
    await clock.advance(READ_MAX_AGE_MS + 1);
    upstream.delayMs = () => 30;
    const asked = as('ann');
    await clock.advance(10);
    grants = [];
    await clock.advance(100);
    expect((await asked).body.data).toMatchObject({
      project: { modelVersions: { nodes: [{ name: 'v1' }] } },
    });
    const given = await as('bob');
    expect(given.isCached).toBe(true);
    expect(given.body.data).toMatchObject({ project: { modelVersions: { nodes: [{ name: 'v1' }] } } });
    expect((await as('ann')).body.data).toEqual({ project: null });
  });

  it('can be switched off', async () => {
    const { post, warm } = await createStage({ preparedBytes: 0 });
    await warm(VERSIONS);
    expect((await post(VERSIONS)).isCached).toBe(false);
  });

  it('lets a GET revalidate its answer', async () => {
    const { get, upstream, version, clock } = await createStage();
    const { reply } = await get(VERSIONS);
    const { etag = '' } = reply.headers;
    for (const way of ['computed', 'prepared', 'prepared']) {
      const known = await get(VERSIONS, { 'if-none-match': `"other", ${etag}` });
      expect([way, known.isCached, known.reply.status]).toEqual([way, way === 'prepared', 304]);
      expect(known.reply).toMatchObject({ body: '', headers: { etag } });
    }
    upstream.failure = () => anOutage();
    await clock.advance(READ_MAX_AGE_MS + 1);
    const stale = await get(VERSIONS, { 'if-none-match': etag });
    expect(stale.reply.status).toBe(200); // 304 would hide that it is stale
    expect(stale.body.extensions).toMatchObject({ stale: true });
    const again = await get(VERSIONS, { 'if-none-match': stale.reply.headers.etag ?? '' });
    expect(again.reply.status).toBe(304);
    upstream.failure = () => null;
    expect((await get(VERSIONS, { 'if-none-match': stale.reply.headers.etag ?? '' })).reply.status).toBe(200);
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(READ_MAX_AGE_MS + 1);
    const changed = await get(VERSIONS, { 'if-none-match': etag });
    expect(changed.reply.status).toBe(200);
    expect(changed.reply.headers.etag).not.toBe(etag);
  });
});

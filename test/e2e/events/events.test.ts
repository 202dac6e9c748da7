import { PlanStopDocument, StartModelDocument } from '../../../schema/generated/operations.js';
import { createClient } from '../../../src/client/index.js';
import { FOLLOW_EVENTS, type ToldEvent } from '../../support/event-stream.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES } from '../../support/models.js';
import { cursorOf, followByWs, type Stream } from '../../support/status-stream.js';

let gateway: TestGateway;
let arns: string[];
let projectArn: string;
/** Before anything that the tests make happen, and all of it. */
let before: string;
let all: readonly ToldEvent[];

const kindsOf = (events: readonly ToldEvent[]) =>
  events.map((it) => it.statusChange?.status ?? it.failure?.code ?? it.kind);

const begunAt = Date.now();
beforeAll(async () => {
  gateway = await startGateway({ EMULATOR_DATA: 'empty', POLL_INTERVAL_MS: '100', ...NO_RATES });
  ({ arns, projectArn } = await createTrainedModels(gateway, ['v1']));
  before = await cursorOf(gateway);
  const stream = FOLLOW_EVENTS['graphql-transport-ws'](gateway, { after: before });
  const fault = {
    operation: 'StopProjectVersion',
    error: 'AccessDeniedException',
    httpStatus: 400,
    count: 2,
  };
  await gateway.control.addFault(fault);
  const [modelVersionArn = ''] = arns;
  await gateway.run(StartModelDocument, { modelVersionArn, minInferenceUnits: 1 });
  await stream.until((events) => kindsOf(events).includes('RUNNING'));
  await gateway.run(PlanStopDocument, { modelVersionArn, stopAfter: 'PT1S' });
  all = [...(await stream.until((events) => kindsOf(events).includes('STOPPED')))];
  stream.stop();
});
afterAll(() => gateway.close());

it('tells of changes of status and of what failed, in one order, a failure once and not for each try', () => {
  expect(kindsOf(all)).toEqual(['STARTING', 'RUNNING', 'UPSTREAM_ACCESS_DENIED', 'STOPPING', 'STOPPED']);
  const [, running, failed] = all;
  expect(running).toMatchObject({
    ...{ kind: 'STATUS_CHANGED', modelVersionArn: arns[0], failure: null, message: null },
    statusChange: { previousStatus: 'STARTING', status: 'RUNNING' },
  });
  expect(failed).toMatchObject({ kind: 'AUTOMATION_FAILED', modelVersionArn: arns[0], statusChange: null });
  expect(failed?.message).toMatch(/^Version v1 of models was to be stopped, and is not: /);
  expect(Date.parse(failed?.failure?.retryAt ?? '')).toBeGreaterThan(Date.parse(failed?.observedAt ?? ''));
  const [, , failedAt = 0] = all.map((it) => Date.parse(it.observedAt ?? ''));
  expect(failedAt).toBeGreaterThanOrEqual(begunAt);
  expect(failedAt).toBeLessThanOrEqual(Date.now());
  expect(new Set(all.map((it) => it.cursor)).size).toBe(5);
});

describe.each(Object.entries(FOLLOW_EVENTS))('%s', (_, follow) => {
  const until = async (stream: Stream<ToldEvent>, count: number) => {
    const events = [...(await stream.until((it) => it.length >= count))];
    stream.stop();
    return events;
  };

  it('gives the same, and resumes after each of its cursors', async () => {
    expect(await until(follow(gateway, { after: before }), 5)).toEqual(all);
    for (const [index, { cursor }] of all.slice(0, -1).entries())
      expect(await until(follow(gateway, { after: cursor }), 4 - index)).toEqual(all.slice(index + 1));
  });

  it('filters by kind and by project', async () => {
    const failed = all.filter((it) => it.kind === 'AUTOMATION_FAILED');
    expect(await until(follow(gateway, { after: before, kinds: ['AUTOMATION_FAILED'] }), 1)).toEqual(failed);
    const projectArns = [projectArn];
    expect(await until(follow(gateway, { after: before, projectArns }), 5)).toEqual(all);
    const others = [projectArn.replace('project/models/', 'project/others/')];
    const bookmark = follow(gateway, { after: before, projectArns: others, bookmarks: true });
    expect(await until(bookmark, 1)).toMatchObject([{ kind: 'BOOKMARK', cursor: await cursorOf(gateway) }]);
  });

  it('gives a GAP for the cursor of another log, and says what is wrong with other text', async () => {
    const lost = Buffer.from('lost:1700000000000-0').toString('base64url');
    expect(await until(follow(gateway, { after: lost }), 1)).toMatchObject([
      { kind: 'GAP', cursor: await cursorOf(gateway), modelVersionArn: null, statusChange: null },
    ]);
    const ended = await follow(gateway, { after: 'nonsense' }).ended;
    expect(JSON.stringify(ended)).toContain('BAD_USER_INPUT');
    const never = JSON.stringify(await follow(gateway, { kinds: [] }).ended);
    expect(never).toContain('kinds: expected at least one. Leave it out for all kinds.');
  });
});

it('a status subscription passes over the others, and resumes after their cursors', async () => {
  const [, , failed] = all;
  const stream = followByWs(gateway, { after: failed?.cursor });
  const events = await stream.until((it) => it.length >= 2);
  expect(events.map(({ kind, status }) => [kind, status])).toEqual([
    ['CHANGED', 'STOPPING'],
    ['CHANGED', 'STOPPED'],
  ]);
  stream.stop();
});

it('the client gives the same, and its position for a reader that stores it', async () => {
  const client = createClient({ url: gateway.url });
  const events: ToldEvent[] = [];
  for await (const event of client.watchEvents({ after: before, bookmarks: true })) {
    if (event.kind === 'BOOKMARK') break;
    events.push(event);
    if (events.length === all.length) break;
  }
  expect(events).toEqual(all);
});

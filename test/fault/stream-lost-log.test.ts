import { startGateway, type TestGateway } from '../support/gateway.js';
import { createTrainedModels, NO_RATES, start } from '../support/models.js';
import { RedisStage } from '../support/redis-stage.js';
import { followBySse, followByWs } from '../support/status-stream.js';

const stage = new RedisStage();
let gateway: TestGateway;
beforeAll(async () => {
  const settings = { EMULATOR_DATA: 'empty', EMULATOR_TRANSITIONS: 'immediate', POLL_INTERVAL_MS: '100' };
  gateway = await startGateway({ ...settings, ...NO_RATES, REDIS_URL: stage.redis.url });
});
afterAll(() => gateway.close());

it.each([
  ['WebSocket', followByWs],
  ['SSE', followBySse],
])(
  'a log that is lost under way is a GAP, and then how the models stand now, by %s',
  async (name, follow) => {
    const { arns } = await createTrainedModels(gateway, ['v1'], name);
    const [arn = ''] = arns;
    const stream = follow(gateway, { modelVersionArns: arns, includeCurrent: true });
    await stream.until(([first]) => first?.status === 'TRAINING_COMPLETED');
    await start(gateway, arn);
    await stream.until((events) => events.at(-1)?.status === 'RUNNING');

    await stage.redis.flush();
    const events = await stream.until((all) => all.slice(0, -1).some((it) => it.kind === 'GAP'));
    const gap = events.findIndex((it) => it.kind === 'GAP');
    expect(events.slice(gap, gap + 2)).toMatchObject([
      { kind: 'GAP', modelVersionArn: null },
      { kind: 'CURRENT', modelVersionArn: arn, status: 'RUNNING', cursor: events[gap]?.cursor },
    ]);
    stream.stop();
  },
);

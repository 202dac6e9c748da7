import { startGateway } from '../../support/gateway.js';
import { createRandom } from '../../support/random.js';
import { isOf, openSocket, subscribe } from '../../support/raw-socket.js';
import { seedVersions } from '../../support/seed.js';
import { sseUrlOf } from '../../support/status-stream.js';
import { createStreamStage } from '../../support/stream-stage.js';
import { until } from '../../support/until.js';

const CURRENT = `subscription($arns: [ProjectArn!]) {
  modelVersionStatusChanged(projectArns: $arns, includeCurrent: true) { kind cursor status }
}`;

it('a thousand subscribers with includeCurrent cost AWS one describe', async () => {
  const { file, versions } = await seedVersions(1, 5);
  const [projectArn] = versions.keys();
  const gateway = await startGateway({ EMULATOR_DATA: file, READ_MAX_AGE_MS: '60000' });
  const sockets = await Promise.all(Array.from({ length: 10 }, () => openSocket(gateway)));
  for (const socket of sockets)
    for (let i = 0; i < 100; i++) socket.send(subscribe(`s${i}`, CURRENT, { arns: [projectArn] }));
  const has = (id: string) => (messages: readonly { id?: string }[]) =>
    messages.filter((it) => it.id === id).length === 5;
  for (const { messages } of sockets) for (let i = 0; i < 100; i++) await until(() => has(`s${i}`)(messages));
  const { requests } = await gateway.control.requests();
  const looks = requests.filter((it) => it.input?.ProjectArn === projectArn);
  expect(looks.length).toBeLessThanOrEqual(2); // the poller may have begun one of its own before
  for (const { socket } of sockets) socket.terminate();
  await gateway.close();
});

it('a client that goes while a subscription is still being opened leaves nothing behind', async () => {
  const stage = createStreamStage();
  const url = await stage.listen();
  const random = createRandom(7);
  stage.upstream.delayMs = () => 1_000; // its clock stands still, so openings wait
  const cuts: (() => void)[] = [];
  for (let i = 0; i < 40; i++) {
    const socket = await openSocket({ url });
    socket.send(subscribe('1', CURRENT), subscribe('2', CURRENT), { id: '2', type: 'complete' });
    const cut = new AbortController();
    const search = new URLSearchParams({ query: CURRENT });
    const headers = { accept: 'text/event-stream' };
    fetch(`${sseUrlOf({ url })}?${search}`, { headers, signal: cut.signal }).catch(() => {});
    cuts.push(
      () => socket.socket.terminate(),
      () => cut.abort(),
    );
  }
  const { stats } = stage.streams;
  await until(() => stats().webSockets === 40 && stats().eventStreams === 40);
  for (const cut of cuts.filter(() => random() < 0.5)) cut();
  await stage.clock.advance(5_000);
  for (const cut of cuts) cut();
  await until(() => stats().webSockets + stats().eventStreams === 0);
  await stage.clock.advance(5_000);
  expect(stats().subscriptions).toBe(0);

  const late = await openSocket({ url }); // and those who come then are served
  late.send(subscribe('1', CURRENT));
  await stage.clock.advance(5_000);
  await until(async () => {
    await stage.clock.advance(100);
    return late.messages.some(isOf('1'));
  });
  late.socket.terminate();
  await stage.close();
});

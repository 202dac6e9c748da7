import { setTimeout as pause } from 'node:timers/promises';
import { print } from 'graphql';
import { CreateProjectDocument } from '../../schema/generated/operations.js';
import { createDataFolders } from '../support/data-folder.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator-process.js';
import { buildGateway, type GatewayProcess, type GatewayProgram } from '../support/gateway-process.js';
import { cursorAt } from '../support/query-at.js';
import { createRandom } from '../support/random.js';
import { createResumingClient, type ResumingClient } from '../support/resuming-client.js';
import { type Seed, seedVersions } from '../support/seed.js';
import { until } from '../support/until.js';
import { drive } from './model-driver.js';
import { NewestChanges } from './newest-changes.js';
import { brokenLinks, toLine } from './one-history.js';
import { EMULATOR_SETTINGS, REGIONS, settingsOf, storedLines } from './restarts.js';

const RESTARTS = Number(process.env.RESTARTS ?? 5);
const SUBSCRIBERS = 20;
/** The longest that a gateway lives after it has greeted. */
const LIFE_MS = 1_500;

const newFolder = createDataFolders();

describe(`${RESTARTS} restarts at random moments, half of them kill -9`, () => {
  const random = createRandom(17);
  const dataDir = newFolder();
  const clients: ResumingClient[] = [];
  const newest = new NewestChanges();
  let program: GatewayProgram;
  let emulator: EmulatorProcess;
  let seed: Seed;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    seed = await seedVersions(1, 2, REGIONS);
    emulator = await startEmulatorProcess({ EMULATOR_DATA: seed.file, ...EMULATOR_SETTINGS });
    program = buildGateway();
    gateway = await program.start(settingsOf(emulator.url, dataDir));
  });
  afterAll(async () => {
    for (const it of clients) it.close();
    program.remove();
    await emulator.close();
  });

  const urls = () => [gateway.url];

  function subscribe(after: string): ResumingClient {
    return createResumingClient({ after, random, urls, onChange: newest.listener() });
  }

  async function restart(count: number): Promise<void> {
    await pause(random() * LIFE_MS);
    gateway.send(count % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
    await gateway.exit;
    gateway = await program.start(settingsOf(emulator.url, dataDir));
  }

  /** What a use of a key is answered, as text. */
  async function create(projectName: string): Promise<string> {
    const input = { projectName, idempotencyKey: projectName };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: print(CreateProjectDocument), variables: { input } }),
    });
    return JSON.stringify(((await response.json()) as { data: unknown }).data);
  }

  it(
    'lose nothing that was stored, tell nothing twice, and are no gap',
    async () => {
      const arns = [...seed.versions.values()].flat();
      const after = await cursorAt(gateway.url);
      for (let i = 0; i < SUBSCRIBERS; i += 1) clients.push(subscribe(after));
      let isOver = false;
      const drivers = arns.map((arn) =>
        drive({ arn, random, urls, isOver: () => isOver, statusOf: newest.statusOf }),
      );
      const startedAt = performance.now();
      for (let i = 0; i < RESTARTS; i += 1) {
        const created = await create(`restart-${i}`);
        await restart(i);
        expect(await create(`restart-${i}`)).toBe(created);
      }
      const elapsedMs = performance.now() - startedAt;
      isOver = true;
      await Promise.all(drivers);
      const isQuiet = async () => {
        const before = clients.map((it) => it.changes.length).join();
        await pause(1_000);
        return before === clients.map((it) => it.changes.length).join();
      };
      await until(isQuiet);
      gateway.send('SIGTERM');
      await gateway.exit;

      const lines = await storedLines(dataDir);
      const rate = (lines.length / elapsedMs) * 1_000;
      console.info(`${lines.length} events, ${rate.toFixed(1)} a second, ${RESTARTS} restarts`);
      expect(clients.filter(({ gaps }) => gaps > 0)).toHaveLength(0);
      for (const { changes } of clients) expect(changes.map(toLine)).toEqual(lines);
      expect(brokenLinks(clients[0]?.changes ?? [])).toEqual([]);
      expect(clients.reduce((sum, { resumed }) => sum + resumed, 0)).toBeGreaterThanOrEqual(
        SUBSCRIBERS * RESTARTS,
      );
    },
    60_000 + RESTARTS * 10_000,
  );
});

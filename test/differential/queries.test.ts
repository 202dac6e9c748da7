import { get, post } from './http.js';
import { type RandomOperation, randomOperations } from './operations.js';
import type { Answer } from './reference.js';
import { QUERIES, SEED, TIMEOUT_MS, toDifference } from './run.js';
import { type DifferentialServer, startDifferentialServer } from './server.js';
import type { Variables } from './variables.js';

/** A document is known at the second request, and compiled at the third if it had no errors before. */
const ROUNDS = 3;
/** An answer is kept at the second request. */
const TIMES = 3;

let computing: DifferentialServer;
let preparing: DifferentialServer;
beforeAll(async () => {
  computing = await startDifferentialServer(0);
  preparing = await startDifferentialServer(64 * 1024 * 1024);
});
afterAll(() => Promise.all([computing.close(), preparing.close()]));

const ran = { plain: 0, compiled: 0, prepared: 0, get: 0, notModified: 0 };
const differences: object[] = [];
let withErrors = 0;

it(
  `${QUERIES} random queries are answered as graphql-js answers them, plain, compiled and prepared`,
  async () => {
    const { schema, world } = computing;
    const { operations, rejected } = randomOperations(schema, world.samples, 'query', QUERIES, SEED);
    for (const it of operations) {
      await runComputed(it);
      await runPrepared(it);
    }
    console.info(JSON.stringify({ queries: QUERIES, rejected, withErrors, ...ran }));
    expect(differences).toEqual([]);
    expect(Math.min(withErrors, ...Object.values(ran))).toBeGreaterThan(QUERIES / 10); // else it shows nothing
  },
  TIMEOUT_MS,
);

async function runComputed(operation: RandomOperation): Promise<void> {
  const { url, reference, compiledRuns } = computing;
  for (let round = 0; round < ROUNDS; round++)
    for (const variables of operation.variables) {
      const wanted = await reference(operation, variables);
      if (wanted.errors.length > 0) withErrors += 1;
      const before = compiledRuns();
      const answered = await post(url, operation, variables);
      const way = compiledRuns() > before ? 'compiled' : 'plain';
      compare(operation, way, variables, wanted, answered);
    }
}

async function runPrepared(operation: RandomOperation): Promise<void> {
  const { url, reference, ends } = preparing;
  for (const variables of operation.variables) {
    const wanted = await reference(operation, variables);
    for (let time = 0; time < TIMES; time++) {
      const answered = await post(url, operation, variables);
      const isCached = ends.some((it) => it.requestId === answered.requestId && it.isCached);
      if (isCached) compare(operation, 'prepared', variables, wanted, answered);
    }
    ends.length = 0;
    const answered = await get(url, operation, variables);
    compare(operation, 'get', variables, wanted, answered);
    if (answered.etag === null) continue;
    const again = await get(url, operation, variables, { 'if-none-match': answered.etag });
    expect(again.status).toBe(304);
    ran.notModified += 1;
  }
}

function compare(
  operation: RandomOperation,
  way: keyof typeof ran,
  variables: Variables,
  wanted: Answer,
  answered: Answer,
): void {
  ran[way] += 1;
  const difference = toDifference(operation, way, variables, wanted, answered);
  if (difference) differences.push(difference);
}

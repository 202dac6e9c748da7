import { startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { createSchema } from '../../src/graphql/schema.js';
import { type Log, silentLog } from '../../src/log.js';
import { ask } from '../support/callers.js';
import { fc } from '../support/properties.js';
import { anyCase, type Case } from './cases.js';
import { send } from './send.js';

interface Finding {
  readonly given: Case | null;
  readonly what: string;
}

export interface FuzzReport {
  readonly cases: number;
  readonly findings: readonly Finding[];
}

const BATCH = 16;
/** Longer than any operation may take. */
const ANSWER_MS = 35_000;
const MANY = 20;

/** Who sends, and what it may not be told. */
export interface Client {
  readonly settings: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Names of what others have. Nothing that is sent has them. */
  readonly foreign: RegExp | null;
}

/** What no answer may have in it: a defect, or how the gateway is built and with what it asks AWS. */
const LEAK =
  /INTERNAL_SERVER_ERROR|^HTTP\/1\.1 5|closed with (4500|1011)|stacktrace|node_modules|\.[jt]s:\d+|at \w+ \(|TypeError|RangeError|ReferenceError|assumed-role|:role\/|ECONN|127\.0\.0\.1:\d+|\/work\/|\/app\//;

/** Sends cases to a gateway of its own until `isOver`, and says what it should not have done. */
export async function fuzz(
  seed: number,
  client: Client,
  isOver: (cases: number) => boolean,
): Promise<FuzzReport> {
  const findings: Finding[] = [];
  const note = (what: string, given: Case | null = null) => findings.push({ given, what });
  const onCrash = (error: unknown) => note(`crash: ${error instanceof Error ? error.stack : String(error)}`);
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  const app = await startApp(
    parseConfig({ ...SETTINGS, ...client.settings }),
    listening((line) => note(`defect in the log: ${line}`)),
  );
  const cases = anyCase(createSchema(), await knownArns(app, client), client.headers);
  let count = 0;
  while (!isOver(count) && findings.length < MANY) {
    const batch = fc.sample(cases, { seed: seed + count, numRuns: BATCH });
    count += BATCH;
    await Promise.all(batch.map((given) => judge(app.url, client, given, (what) => note(what, given))));
  }
  await knownArns(app, client).catch((error) => note(`no longer served: ${error}`));
  await app.close();
  process.off('uncaughtException', onCrash);
  process.off('unhandledRejection', onCrash);
  return { cases: count, findings };
}

const SETTINGS = {
  ...{ PORT: '0', EMULATOR_PORT: '0', DRAIN_MS: '0' },
  ...{ EMULATOR_SPEED: '1000', EMULATOR_TPS: '0', READ_MAX_AGE_MS: '100', READ_REVALIDATE_MS: '0' },
};

async function judge(
  url: string,
  { headers, foreign }: Client,
  given: Case,
  note: (what: string) => void,
): Promise<void> {
  const timeout = new Promise<never>((_, reject) =>
    setTimeout(reject, ANSWER_MS, new Error('no answer')).unref(),
  );
  // A WebSocket that is closed for what it was sent has its answer.
  const closed = (error: Error) =>
    error.message.startsWith('closed with') ? error.message : Promise.reject(error);
  try {
    const answer = await Promise.race([send(url, headers, given).catch(closed), timeout]);
    const text = answer.replace(/<script[\s\S]*<\/script>/g, '');
    const leak = LEAK.exec(text) ?? foreign?.exec(text);
    if (leak) note(`leak of ${leak[0]}: ${text.slice(Math.max(0, leak.index - 200), leak.index + 200)}`);
  } catch (error) {
    note(`no answer: ${error}`);
  }
}

/** Hears of every defect; everything else is of no interest. */
function listening(onDefect: (line: string) => void): Log {
  return {
    ...silentLog,
    error: (fields: unknown, message?: string) => {
      const { err } = fields as { err?: Error };
      onDefect(`${message}: ${err?.stack ?? JSON.stringify(fields)}`);
    },
  } as Log;
}

interface Known {
  readonly projects: { nodes: { arn: string; modelVersions: { nodes: { arn: string }[] } }[] };
}

async function knownArns(gateway: { readonly url: string }, { headers }: Client) {
  const query = '{ projects { nodes { arn modelVersions { nodes { arn } } } } }';
  const { data, errors } = await ask<Known>(gateway, headers, query);
  if (!data) throw new Error(JSON.stringify(errors));
  const projects = data.projects.nodes;
  return {
    projects: projects.map((it) => it.arn),
    versions: projects.flatMap((it) => it.modelVersions.nodes.map((version) => version.arn)),
  };
}

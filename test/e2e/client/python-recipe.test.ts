import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PutAliasDocument } from '../../../schema/generated/operations.js';
import { ensurePythonModule } from '../../support/debian.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH, projectArnOf, versionArnOf } from '../demo.js';

/** Of different ages: the one of Debian, and one of the user's own. */
const PYTHONS = ensurePythonModule('boto3', 'python3-boto3');
const RECIPE = join(__dirname, '../../../src/client/recipes/detect.py');
const README = join(__dirname, '../../../src/client/README.md');
const ADDRESS = '123456789012/us-east-1/circuit-boards/champion';

let gateway: TestGateway;
let projectArn: string;
let detection: Detection;

/** Rekognition's detection, which the emulator does not have: only what runs detects. */
interface Detection {
  readonly server: Server;
  readonly url: string;
  /** The versions that were asked, in order. */
  readonly asked: string[];
  /** Called before each answer; false: the version does not run. */
  isRunning: (arn: string) => Promise<boolean>;
}

async function startDetection(): Promise<Detection> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { ProjectVersionArn } = JSON.parse(Buffer.concat(chunks).toString()) as {
      ProjectVersionArn: string;
    };
    asked.push(ProjectVersionArn);
    const runs = await detection.isRunning(ProjectVersionArn);
    response.writeHead(runs ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    const refusal = { __type: 'ResourceNotReadyException', Message: 'The model is not running.' };
    response.end(JSON.stringify(runs ? { CustomLabels: [{ Name: 'scratch', Confidence: 98 }] } : refusal));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url, asked, isRunning: async () => true };
}

beforeAll(async () => {
  gateway = await startGateway(ALWAYS_FRESH);
  projectArn = await projectArnOf(gateway, 'circuit-boards');
  detection = await startDetection();
});
afterAll(async () => {
  detection.server.close();
  await gateway.close();
});

const version = (name: string) => versionArnOf(gateway, 'circuit-boards', name);

async function name(modelVersionArn: string): Promise<void> {
  const input = { projectArn, name: 'champion', modelVersionArn };
  const { putModelAlias } = await gateway.run(PutAliasDocument, { input });
  expect(putModelAlias.userErrors).toEqual([]);
}

async function run(python: string, ...images: string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'images-'));
  for (const it of images) writeFileSync(join(folder, it), 'an image');
  const { stdout } = await promisify(execFile)(python, [RECIPE, ADDRESS, ...images], {
    cwd: folder,
    env: {
      ...process.env,
      ...{ GATEWAY_URL: gateway.url, AWS_ENDPOINT_URL_REKOGNITION: detection.url },
      ...{ AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' },
    },
  });
  return stdout.trim().split('\n');
}

it.each(PYTHONS)(
  'detects with the version that the alias names, and with the next one when that was stopped: %s',
  async (python) => {
    detection.asked.length = 0;
    const [v2, v4] = [await version('v2'), await version('v4')];
    await name(v4);
    const stopped = new Set<string>();
    detection.isRunning = async (arn) => {
      if (detection.asked.length !== 2) return !stopped.has(arn);
      await name(v2); // between the first image and the second
      stopped.add(v4);
      return false;
    };
    expect(await run(python, 'a.jpg', 'b.jpg', 'c.jpg')).toEqual([
      `a.jpg: scratch (by ${v4})`,
      `b.jpg: scratch (by ${v2})`,
      `c.jpg: scratch (by ${v2})`,
    ]);
    expect(detection.asked).toEqual([v4, v4, v2, v2]);
  },
);

it('is listed among the recipes', () => {
  expect(readFileSync(README, 'utf8')).toContain('`detect.py`');
});

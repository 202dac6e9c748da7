import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildGateway, type GatewayProgram } from '../support/gateway-process.js';

const ROOT = resolve(__dirname, '../..');

/** The gateway as it was at a commit, from this repository's history. It uses the packages that are installed. */
export function buildEarlier(commit: string): GatewayProgram {
  const folder = mkdtempSync(join(tmpdir(), 'earlier-'));
  const files = execFileSync('git', ['archive', commit, 'src', 'package.json'], {
    ...{ cwd: ROOT, maxBuffer: 2 ** 28 },
  });
  execFileSync('tar', ['-x', '-C', folder], { input: files });
  const program = buildGateway(folder);
  rmSync(folder, { recursive: true });
  return program;
}

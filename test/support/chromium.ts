import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const INSTALL: readonly [string, readonly string[]][] = [
  ['apt-get', ['update', '-qq']],
  ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']],
];

/** Without these Chromium looks for hosts of its maker's at every start. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long the first test may wait: the installation takes most of it. */
export const CHROMIUM_TIMEOUT_MS = 300_000;

/** A headless Chromium; installed first where there is none and the package manager can. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium() ?? installChromium();
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...QUIET] });
}

function findChromium(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...PLACES].find((it) => it && existsSync(it));
}

function installChromium(): string {
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const [command, args] of INSTALL) execFileSync(command, args, { env, stdio: 'pipe' });
  } catch (cause) {
    const command = 'sudo apt-get update && sudo apt-get install -y chromium';
    throw new Error(
      `The explorer's tests need Chromium. Install it (${command}) or set CHROMIUM to its path.`,
      {
        cause,
      },
    );
  }
  const found = findChromium();
  if (!found) throw new Error('apt-get has installed Chromium, but it is in none of the known places.');
  return found;
}

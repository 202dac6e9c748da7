import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { ensure } from './debian.js';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

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

/** A headless Chromium: that of the variable CHROMIUM, or of Debian. */
export function launchChromium(): Promise<Browser> {
  const find = () => [process.env.CHROMIUM ?? '', ...PLACES].filter((it) => it && existsSync(it));
  const what = 'Chromium (or its path in the variable CHROMIUM)';
  const [executablePath = ''] = ensure({ what, debianPackage: 'chromium', find });
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...QUIET] });
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the pages once before all tests, if they have changed: several tests serve them at the same time. */
export default function buildPages(): void {
  execFileSync(process.execPath, [join(__dirname, '../../src/web/build.mjs')]);
}

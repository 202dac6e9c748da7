import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Packs the client as `npm run client:pack` does. Returns the tarball's path below `folder`. */
export function packClient(folder: string): string {
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  run(process.execPath, [join(ROOT, 'src/client/build.mjs'), join(folder, 'client')]);
  run('npm', ['pack', '--silent', '--pack-destination', folder, join(folder, 'client')]);
  const [tarball] = readdirSync(folder).filter((it) => it.endsWith('.tgz'));
  if (!tarball) throw new Error('npm pack made no tarball.');
  return join(folder, tarball);
}

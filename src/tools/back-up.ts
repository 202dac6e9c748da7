import { backUp } from '../storage/back-up.js';

// npm run back-up -- <new folder>: copies DATA_DIR, also while a gateway is at work on it.

const EXIT_USAGE = 2;
const folder = process.env.DATA_DIR || 'data';
const [target] = process.argv.slice(2);

process.umask(0o077);
if (target === undefined) fail('Name a new folder for the backup: npm run back-up -- <folder>.');
else
  backUp(folder, target).then(
    () =>
      process.stdout.write(
        `${folder} is backed up in ${target}. To restore it, start a gateway with DATA_DIR set to a copy of it.\n`,
      ),
    ({ message }: Error) => fail(message),
  );

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT_USAGE;
}

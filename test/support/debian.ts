import { spawnSync } from 'node:child_process';

/** What a test needs of the machine, and the Debian package that has it. */
export interface Need {
  readonly what: string;
  readonly debianPackage: string;
  /** Those that work, best first; run again after an installation. */
  readonly find: () => readonly string[];
}

/** A command; one of the user's own comes before the system's. Installed if missing. Throws with what to type. */
export function ensureCommand(command: string, debianPackage: string): string {
  const find = () => candidatesOf(command).filter((it) => succeeds(it, ['--version']));
  return ensure({ what: command, debianPackage, find })[0] as string;
}

/** Every python3 that can import the module, at least one. Installed if there is none. Throws with what to type. */
export function ensurePythonModule(module: string, debianPackage: string): readonly string[] {
  const script = `import sys, ${module}; print(sys.executable)`;
  const find = () => {
    const paths = candidatesOf('python3').map((it) => spawnSync(it, ['-c', script], { encoding: 'utf8' }));
    return [...new Set(paths.filter(({ status }) => status === 0).map(({ stdout }) => stdout.trim()))];
  };
  return ensure({ what: `a python3 with ${module}`, debianPackage, find });
}

/** Tests are never skipped for want of a tool: it is installed where that is possible, and named where it is not. */
export function ensure(
  { what, debianPackage, find }: Need,
  install: (debianPackage: string) => boolean = installFromDebian,
): readonly string[] {
  const present = find();
  if (present.length > 0) return present;
  const command = `apt-get update && apt-get install -y ${debianPackage}`;
  const installed = install(debianPackage) ? find() : [];
  if (installed.length > 0) return installed;
  throw new Error(`This test needs ${what}. On Debian or Ubuntu, as root: ${command}`);
}

/** Package lists may be missing or old: they are fetched if the first try fails. */
function installFromDebian(debianPackage: string): boolean {
  if (process.getuid?.() !== 0) return false;
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = () =>
    succeeds('apt-get', [...lock, 'install', '-y', '--no-install-recommends', debianPackage]);
  return install() || (succeeds('apt-get', [...lock, 'update']) && install());
}

function candidatesOf(command: string): string[] {
  return [command, `/usr/bin/${command}`];
}

function succeeds(command: string, args: string[]): boolean {
  // RUNLEVEL=1 keeps a package from starting a service of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return spawnSync(command, args, { stdio: 'ignore', env }).status === 0;
}

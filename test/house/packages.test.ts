import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly hasInstallScript?: boolean;
}

const read = <T>(file: string) => JSON.parse(readFileSync(join(__dirname, '../..', file), 'utf8')) as T;
const manifest = read<{
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}>('package.json');
const locked = Object.entries(
  read<{ packages: Record<string, LockedPackage> }>('package-lock.json').packages,
);

const nameOf = (path: string) => path.replace(/.*node_modules\//, '');

it('every package is pinned to one version', () => {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  for (const [name, version] of wanted)
    expect(locked).toContainEqual([`node_modules/${name}`, expect.objectContaining({ version })]);
});

it('there is one graphql', () => {
  expect(locked.map(([path]) => path).filter((it) => nameOf(it) === 'graphql')).toEqual([
    'node_modules/graphql',
  ]);
});

it('no package may run a script when it is installed', () => {
  const scripted = locked.filter(([, it]) => it.hasInstallScript).map(([path]) => nameOf(path));
  const refused = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name] === false);
  expect(scripted.filter((it) => !refused.includes(it))).toEqual([]);
  expect(Object.values(manifest.allowScripts)).not.toContain(true);
});

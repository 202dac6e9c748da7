import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/config.js';
import { supportTable } from '../../src/emulator/support.js';
import { LIMIT_NAMES, LIMITS } from '../../src/server/limits/limits.js';
import { SETTINGS } from '../../src/settings.js';
import { README, readmePart } from './readme.js';

const ROOT = join(__dirname, '../..');

it('README lists the settings as src/settings.ts has them', () => {
  const rows = SETTINGS.map(({ name, fallback, meaning }) => {
    const isWords = fallback === 'none' ? name !== 'AUTH' : /[ ']/.test(fallback);
    return `| \`${name}\` | ${isWords ? fallback : `\`${fallback}\``} | ${meaning} |`;
  });
  const table = ['| name | default | meaning |', '|---|---|---|', ...rows, ''].join('\n');
  expect(readmePart('settings')).toBe(table);
});

it('the settings listed are those that are read', () => {
  const read = new Set<string>();
  const env = new Proxy({}, { get: (_, name) => void read.add(String(name)) });
  parseConfig(env);
  expect([...read].sort()).toEqual(SETTINGS.map((it) => it.name).sort());
});

it.each(SETTINGS.filter(({ fallback }) => !/[ ']/.test(fallback) && fallback !== 'none'))(
  'without $name it is as if it were $fallback',
  ({ name, fallback }) => expect(parseConfig({ [name]: fallback })).toEqual(parseConfig({})),
);

it('README lists the limits as they are', () => {
  const rows = LIMIT_NAMES.map((name) => `| \`${name}\` | ${LIMITS[name].value} | ${LIMITS[name].meaning} |`);
  expect(readmePart('limits')).toBe(['| limit | value | of |', '|---|---|---|', ...rows, ''].join('\n'));
});

it('README lists the operations of the emulator as the emulator has them', () => {
  expect(readmePart('emulator-support')).toBe(supportTable());
});

it('README names only scripts and files that exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
  expect(named.filter((it) => !Object.hasOwn(scripts, it))).toEqual([]);
  const files = [...README.matchAll(/\b(?:schema|src|test)\/[\w./-]*\w/g)].map(([file]) => file);
  expect(files.filter((it) => !existsSync(join(ROOT, it)))).toEqual([]);
  expect(named.length * files.length).toBeGreaterThan(0);
});

it('README names every code of an error or refusal', () => {
  const source = readFileSync(join(ROOT, 'src/domain/errors.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}([A-Z_]+): (?:true|false),$/gm)].map(([, code]) => code);
  expect(codes).toContain('UPSTREAM_THROTTLED');
  expect(codes.filter((it) => !README.includes(`\`${it}\``))).toEqual([]);
});

it("README's example of the client is the one that the tests run", () => {
  const example = readFileSync(join(ROOT, 'src/client/example.mjs'), 'utf8');
  expect(README).toContain(`\`\`\`js\n${example.slice(example.indexOf('import '))}\`\`\`\n`);
});

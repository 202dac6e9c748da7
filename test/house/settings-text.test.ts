import { parseConfig } from '../../src/config/config.js';
import { SETTINGS } from '../../src/config/settings-table.js';
import { LIMIT_NAMES, LIMITS } from '../../src/server/limits/limits.js';
import { partOf, readText } from './texts.js';

const TEXT = 'src/config/README.md';

it('the text lists the settings as the table of settings has them', () => {
  const rows = SETTINGS.map(({ name, fallback, meaning }) => {
    const isWords = fallback === 'none' ? name !== 'AUTH' : /[ ']/.test(fallback);
    return `| \`${name}\` | ${isWords ? fallback : `\`${fallback}\``} | ${meaning} |`;
  });
  expect(partOf(TEXT, 'settings')).toBe(
    ['| name | default | meaning |', '|---|---|---|', ...rows, ''].join('\n'),
  );
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

it('the text lists the limits as they are', () => {
  const rows = LIMIT_NAMES.map((name) => `| \`${name}\` | ${LIMITS[name].value} | ${LIMITS[name].meaning} |`);
  expect(partOf(TEXT, 'limits')).toBe(['| limit | value | of |', '|---|---|---|', ...rows, ''].join('\n'));
});

it('the text names every code of an error or refusal', () => {
  const codes = [...readText('src/domain/errors.ts').matchAll(/^ {2}([A-Z_]+): (?:true|false),$/gm)];
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter(([, code]) => !readText(TEXT).includes(`\`${code}\``))).toEqual([]);
});

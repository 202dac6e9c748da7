import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { supportTable } from '../../src/emulator/support.js';
import { partOf, ROOT, readText, rowsOf, TEXTS } from './texts.js';

const README = readText('README.md');

it('README is a first look: at most 200 lines', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(201);
});

it('README leads to every text that has users of its own', () => {
  const rooms = TEXTS.filter((it) => /^src\/([\w-]+\/)?README\.md$/.test(it));
  expect(rooms.length).toBeGreaterThanOrEqual(5);
  expect(rooms.filter((it) => !README.includes(`](${it})`))).toEqual([]);
});

it.each(TEXTS)('%s links only to what exists', (path) => {
  const links = [...readText(path).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
  const local = links.filter((it) => !/^\w+:/.test(it));
  expect(local.filter((it) => !existsSync(join(ROOT, dirname(path), it)))).toEqual([]);
});

it.each(TEXTS)('%s names only scripts and files that exist', (path) => {
  const text = readText(path);
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: object };
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
  expect(named.filter((it) => !Object.hasOwn(scripts, it))).toEqual([]);
  const files = [...text.matchAll(/(?<![\w./-])(?:schema|src|test)\/[\w./-]*\w/g)].map(([file]) => file);
  expect(files.filter((it) => !existsSync(join(ROOT, it)))).toEqual([]);
});

it('src/README.md names only files of src that exist', () => {
  const named = [...readText('src/README.md').matchAll(/`([a-z][\w-]*(?:\/[\w.-]+)*\.tsx?)`/g)].map(
    ([, it = '']) => it,
  );
  expect(named.length).toBeGreaterThan(30);
  const isThere = (it: string) => ['src', 'test/house', ''].some((of) => existsSync(join(ROOT, of, it)));
  expect(named.filter((it) => it !== 'port.ts' && !isThere(it))).toEqual([]);
});

it('the emulator lists its operations as it has them', () => {
  expect(partOf('src/emulator/README.md', 'emulator-support')).toBe(supportTable());
});

it("README's example of the client is the one that the tests run", () => {
  const example = readText('src/client/example.mjs');
  expect(README).toContain(`\`\`\`js\n${example.slice(example.indexOf('import '))}\`\`\`\n`);
});

describe('decisions', () => {
  const folder = '.github/decisions';
  const files = readdirSync(join(ROOT, folder)).filter((it) => it !== 'README.md');

  it('are listed in their order, with title, status and date', () => {
    const listed = files.sort().map((file) => {
      const [, number, title] = readText(`${folder}/${file}`).match(/^# (\d+)\. (.+)\n/) ?? [];
      const [, status] = readText(`${folder}/${file}`).match(/^- Status: (.+)$/m) ?? [];
      const [, date] = readText(`${folder}/${file}`).match(/^- Date: (\d{4}-\d\d-\d\d)$/m) ?? [];
      return [number, `[${title}](${file})`, status, date];
    });
    expect(rowsOf(`${folder}/README.md`, 'number')).toEqual(listed);
  });

  it.each(files)('%s has its number and every section', (file) => {
    const headings = [...readText(`${folder}/${file}`).matchAll(/^## (.+)$/gm)].map(([, it]) => it);
    expect(headings.filter((it) => it !== 'Measured')).toEqual([
      'Context',
      'Decision',
      'Consequences',
      'Alternatives',
    ]);
    expect(readText(`${folder}/${file}`)).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. `));
  });
});

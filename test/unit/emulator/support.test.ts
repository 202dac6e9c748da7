import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SUPPORTED, supportTable } from '../../../src/emulator/support.js';

describe('the support table', () => {
  test('has a row for every operation that has a file', () => {
    const files = readdirSync(join(__dirname, '../../../src/emulator/operations'));
    const names = Object.values(SUPPORTED).flatMap((operations) => operations.map(({ name }) => name));
    const withFile = names.filter((name) => name !== 'HeadObject'); // lives with GetObject
    const kebab = (name: string) => name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
    expect(withFile.map((name) => `${kebab(name)}.ts`).sort()).toEqual(files.sort());
  });

  test('is a Markdown table', () => {
    const lines = supportTable().trimEnd().split('\n');
    expect(lines[0]).toBe('| service | operation | done | notes |');
    expect(lines).toContainEqual(
      expect.stringMatching(/^\| Rekognition \| StartProjectVersion \| yes \| .+ \|$/),
    );
    for (const line of lines) expect(line.match(/\|/g)).toHaveLength(5);
  });
});

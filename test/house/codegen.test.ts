import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const GENERATED = 'schema/generated/operations.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'codegen-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the typed documents are what codegen makes of the schema and its examples (npm run codegen)', () => {
  for (const it of ['codegen.yml', 'package.json', 'schema'])
    cpSync(join(ROOT, it), join(folder, it), { recursive: true });
  rmSync(join(folder, GENERATED));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const cli = join(ROOT, 'node_modules/@graphql-codegen/cli/cjs/bin.js');
  execFileSync(process.execPath, [cli, '--config', 'codegen.yml'], { cwd: folder, stdio: 'pipe' });
  expect(readFileSync(join(folder, GENERATED), 'utf8')).toBe(readFileSync(join(ROOT, GENERATED), 'utf8'));
}, 120_000);

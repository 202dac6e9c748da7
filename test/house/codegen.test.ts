import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const GENERATED = ['schema/generated/operations.ts', 'src/client/generated.ts', 'src/web/board/generated.ts'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'codegen-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the typed documents are what codegen makes of the schema and its examples (npm run codegen)', () => {
  const BOARD = 'src/web/board';
  const ofBoard = readdirSync(join(ROOT, BOARD)).filter((it) => it.endsWith('.graphql'));
  const documents = ['src/client/operations.graphql', ...ofBoard.map((it) => `${BOARD}/${it}`)];
  for (const it of ['codegen.yml', 'package.json', 'schema', ...documents])
    cpSync(join(ROOT, it), join(folder, it), { recursive: true });
  rmSync(join(folder, 'schema/generated'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const cli = join(ROOT, 'node_modules/@graphql-codegen/cli/cjs/bin.js');
  execFileSync(process.execPath, [cli, '--config', 'codegen.yml'], { cwd: folder, stdio: 'pipe' });
  for (const file of GENERATED)
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(ROOT, file), 'utf8'));
});

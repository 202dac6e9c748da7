import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyState } from '../../../src/emulator/state.js';
import { writeDataFile } from '../../../src/emulator/store/data-file.js';

test("a data file is its owner's alone, also where others could read it before", () => {
  const path = join(mkdtempSync(join(tmpdir(), 'data-')), 'state.json');
  const temporary = `${path}.${process.pid}.tmp`;
  for (const left of [path, temporary]) writeFileSync(left, '{}', { mode: 0o644 });
  writeDataFile(path, emptyState());
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
});

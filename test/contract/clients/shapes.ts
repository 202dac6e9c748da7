import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Exchange } from '../../support/recorder.js';

export interface ShapeReport {
  readonly botocore: string;
  /** How many answers of each operation were checked: `rekognition.CreateProject`. */
  readonly checked: Readonly<Record<string, number>>;
  /** Services that this botocore has no model of. */
  readonly unmodelled: readonly string[];
  /** Members and values that only newer models have. */
  readonly excused: readonly string[];
  readonly violations: readonly string[];
}

/** Holds answers against AWS's own model of their shapes. */
export function checkShapes(python: string, exchanges: readonly Exchange[]): ShapeReport {
  const input = exchanges.map((it) => JSON.stringify(it)).join('\n');
  const { stdout, stderr } = spawnSync(python, [join(__dirname, 'check_shapes.py')], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 2 ** 26,
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as ShapeReport;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePythonModule } from '../../support/debian.js';
import { checkShapes } from './shapes.js';
import { cleanEnv, INSTALLING_MS, ofEveryRekognitionOperation, setClientStage } from './stage.js';

const PYTHONS = ensurePythonModule('boto3', 'python3-boto3');

describe.each(PYTHONS)('boto3 of %s', (python) => {
  const stage = setClientStage({ EMULATOR_SPEED: '100', EMULATOR_TPS: '0', EMULATOR_DATA: 'empty' });
  let seen: Record<string, unknown>;

  beforeAll(async () => {
    const driver = join(__dirname, 'drive_boto3.py');
    const { stdout } = await promisify(execFile)(python, [driver, stage.url()], { env: cleanEnv() });
    seen = JSON.parse(stdout);
  }, INSTALLING_MS);

  test('pages through projects and hears that a name is taken', () => {
    expect(seen.account).toBe('123456789012');
    expect(seen.created).toMatchObject({ pageSizes: [3, 3, 1], twice: 'ResourceInUseException' });
  });

  test('waits for trainings, pages through versions and reads the report that one points to', () => {
    const { f1, f1InReport, ...trained } = seen.trained as Record<string, unknown>;
    expect(trained).toMatchObject({
      statuses: ['TRAINING_COMPLETED', 'TRAINING_COMPLETED'],
      unknownName: [],
    });
    expect(f1InReport).toBeCloseTo(f1 as number, 6);
  });

  test('starts, waits until it runs, and stops', () => {
    expect(seen.ran).toEqual({
      statuses: ['STARTING', 'RUNNING', 'STOPPING', 'STOPPED'],
      deleteWhileRunning: 'ResourceInUseException',
    });
  });

  test('copies into another account once a policy allows it, and revises the policy', () => {
    expect(seen.shared).toEqual({
      before: 'AccessDeniedException',
      copied: ['COPYING_COMPLETED'],
      again: 'ResourceAlreadyExistsException',
      stale: 'InvalidPolicyRevisionIdException',
      isListed: true,
    });
  });

  test('tags, and leaves nothing behind', () => {
    expect(seen.tags).toEqual({ b: 'ä ö' });
    expect(seen.left).toEqual([]);
    expect(seen.vain).toBe('ResourceNotFoundException');
  });

  test("hears nothing that AWS's own model does not say", () => {
    const { violations, checked } = checkShapes(python, stage.exchanges());
    expect(violations).toEqual([]);
    expect(checked).toMatchObject({
      ...ofEveryRekognitionOperation(),
      's3.GetObject': 1,
      'sts.AssumeRole': 1,
    });
  });
});

import type { ModelVersionArn, ProjectArn } from '../../../../src/domain/arn.js';
import {
  aliasKey,
  aliasKeyParts,
  MAX_CHANGES,
  readAlias,
  readAliasHistory,
  withChange,
} from '../../../../src/domain/automation/alias.js';

const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1700000000000' as ProjectArn;
const V1 =
  'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v1/1700000000001' as ModelVersionArn;

/** As this release writes them. Later ones must go on reading these. */
const ALIAS = {
  modelVersionArn: V1,
  isProtected: true,
  updatedAt: 1_764_000_000_000,
  author: { subject: 'anna', groups: ['ml'], grants: [] },
  changeId: 'c-1',
};
const CHANGE = {
  number: 7,
  at: 1_764_000_000_000,
  by: 'anna',
  previousModelVersionArn: null,
  modelVersionArn: V1,
  workflowId: 'w-1',
  changeId: 'c-1',
};

it('reads the records of this release, and those that lack what came later or have more', () => {
  expect(readAlias(ALIAS)).toEqual(ALIAS);
  expect(readAlias({ modelVersionArn: V1 })).toMatchObject({ modelVersionArn: V1, isProtected: false });
  expect(readAlias({ ...ALIAS, later: 1 })).toMatchObject(ALIAS);
  expect(readAliasHistory({ changes: [CHANGE] })).toEqual({ changes: [CHANGE] });
  expect(readAliasHistory(undefined)).toEqual({ changes: [] });
  expect(readAliasHistory({ changes: [{ at: 1, modelVersionArn: V1 }] }).changes).toMatchObject([
    { at: 1, modelVersionArn: V1, previousModelVersionArn: null, workflowId: null },
  ]);
});

it('keeps the last changes, numbered on and on', () => {
  let history = readAliasHistory(undefined);
  for (let at = 1; at <= MAX_CHANGES + 5; at += 1) history = withChange(history, { ...CHANGE, at });
  expect(history.changes).toHaveLength(MAX_CHANGES);
  expect(history.changes[0]).toMatchObject({ number: MAX_CHANGES + 5, at: MAX_CHANGES + 5 });
  expect(history.changes.at(-1)).toMatchObject({ number: 6, at: 6 });
});

it('a key says the project and the name', () => {
  expect(aliasKeyParts(aliasKey(PROJECT, 'champion'))).toEqual({ projectArn: PROJECT, name: 'champion' });
});

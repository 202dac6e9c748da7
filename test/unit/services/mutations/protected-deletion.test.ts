import type { ModelVersionArn, ProjectArn } from '../../../../src/domain/arn.js';
import { GatewayError } from '../../../../src/domain/errors.js';
import { MemoryRecords } from '../../../../src/records/memory-records.js';
import type { RecordStore } from '../../../../src/records/port.js';
import { moveAlias } from '../../../../src/services/aliases.js';
import {
  refuseProtectedVersion,
  sendDeletion,
} from '../../../../src/services/mutations/protected-deletion.js';
import { recordsWith } from '../../../support/records.js';
import { createTestClock } from '../../../support/test-clock.js';

const AT = 'arn:aws:rekognition:us-east-1:123456789012:project/boards';
const projectArn = `${AT}/1` as ProjectArn;
const version = `${AT}/version/v1/1` as ModelVersionArn;
const other = `${AT}/version/v2/2` as ModelVersionArn;
const clock = createTestClock();

/** What is known stays readable; nothing can be stored. */
function away(records: RecordStore): RecordStore {
  const commit = async () => {
    throw new GatewayError('STORAGE_UNAVAILABLE', 'Redis is away.');
  };
  return recordsWith(records, { commit });
}

async function stage(isProtected: boolean) {
  const records = new MemoryRecords();
  const author = { subject: 'ann', groups: [], grants: [] };
  const target = { modelVersionArn: version, isProtected };
  const alias = {
    projectArn,
    name: 'champion',
    target,
    revision: null,
    author,
    workflowId: 'w',
    changeId: 'c',
  };
  await moveAlias({ records, clock }, alias);
  return records;
}

const deletion = (records: RecordStore, arn: ModelVersionArn) =>
  sendDeletion(
    { records, clock },
    arn,
    () => refuseProtectedVersion({ records }, arn),
    async () => 'sent',
  ).catch((error: GatewayError) => error.code);

it.each([true, false])(
  'a version that an alias names is not deleted while nothing can be stored (protected: %s)',
  async (isProtected) => {
    expect(await deletion(away(await stage(isProtected)), version)).toBe('STORAGE_UNAVAILABLE');
  },
);

it('a version without an alias is deleted all the same', async () => {
  expect(await deletion(away(await stage(true)), other)).toBe('sent');
});

it('where it can be stored, a protected alias decides', async () => {
  expect(await deletion(await stage(true), version)).toBe('PROTECTED');
  expect(await deletion(await stage(false), version)).toBe('sent');
});

import type { ProjectArn } from '../../../src/domain/arn.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import { deleteRecordsOf } from '../../../src/services/records-of-project.js';

const at = (name: string, id = 1) =>
  `arn:aws:rekognition:us-east-1:123456789012:project/${name}/${id}` as ProjectArn;

it('what was put for a deleted project goes with it; its usage and what is of others stay', async () => {
  const records = new MemoryRecords();
  const kinds = ['schedule', 'schedule-state', 'alias', 'alias-history'];
  const others = [at('cats', 11), at('cats', 2), at('dogs')];
  const put = (kind: string, key: string) => records.commit([{ kind, key, value: {} }]);
  for (const arn of [at('cats'), ...others]) for (const kind of kinds) await put(kind, `${arn} champion`);
  await put('start-time', at('cats'));
  await put('usage', `${at('cats')} 1`);

  await deleteRecordsOf({ records }, at('cats'));

  for (const kind of kinds)
    expect(records.list(kind).map(({ key }) => key.split(' ')[0])).toEqual([...others].sort());
  expect(records.list('start-time')).toEqual([]);
  expect(records.list('usage')).toHaveLength(1);
});

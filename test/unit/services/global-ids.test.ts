import { findNode, toGlobalId } from '../../../src/services/global-ids.js';
import type { Session } from '../../../src/services/session.js';
import { aModelVersion, aProject } from '../../support/builders.js';

const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** What is no id is refused before anything is asked. */
const nobody = {} as Session;

test('every object has an id of its own, fit for an address', () => {
  const ids = [aProject(), aProject({ name: 'dogs' }), aModelVersion(), aModelVersion({ name: 'v2' })].map(
    toGlobalId,
  );
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
});

test('an id stays the same while the object changes', () => {
  expect(toGlobalId(aModelVersion({ status: 'RUNNING' }))).toBe(
    toGlobalId(aModelVersion({ status: 'STOPPED' })),
  );
});

test.each([
  ['nothing', ''],
  ['no JSON', 'AAAA'],
  ['no list', of({})],
  ['null', of(null)],
  ['a kind that there is not', of(['User', aProject().arn])],
  ['a kind from the prototype', of(['constructor', aProject().arn])],
  ['a project with the ARN of a version', of(['Project', aModelVersion().arn])],
  ['a version with the ARN of a project', of(['ModelVersion', aProject().arn])],
  ['a policy without a name', of(['ProjectPolicy', aProject().arn])],
  ['a policy with a bad name', of(['ProjectPolicy', aProject().arn, 'größe'])],
])('%s is no id', async (_, id) => {
  await expect(findNode(nobody, id)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'id: expected an id that this gateway gave out.',
    details: { field: ['id'] },
  });
});

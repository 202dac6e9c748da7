import { CreateProjectDocument } from '../../schema/generated/operations.js';
import { CHANGES, withKey } from '../fault/changes.js';
import { setFaultWorld } from '../fault/fault-world.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ EMULATOR_DATA: 'empty' });
});
afterAll(() => gateway.close());

const create = (projectName: string, idempotencyKey: string) =>
  gateway.run(CreateProjectDocument, { input: { projectName, idempotencyKey } });

it('gives the first result to twins and to repeats, and calls AWS once', async () => {
  const [first, twin] = await Promise.all([create('cats', 'key-1'), create('cats', 'key-1')]);
  const again = await create('cats', 'key-1');
  expect(first.createProject).toMatchObject({ userErrors: [], project: { name: 'cats' } });
  expect(twin).toEqual(first);
  expect(again).toEqual(first);
  expect((await gateway.control.requests()).counts.CreateProject).toBe(1);
});

it('refuses a key that came before with other input', async () => {
  await create('dogs', 'key-2');
  const { createProject } = await create('birds', 'key-2');
  expect(createProject.project).toBeNull();
  expect(createProject.userErrors).toMatchObject([
    { code: 'IDEMPOTENCY_MISMATCH', field: ['idempotencyKey'] },
  ]);
});

it('says what a key looks like', async () => {
  const empty = await create('fish', '');
  expect(empty.createProject.userErrors).toMatchObject([
    { code: 'INVALID_INPUT', field: ['idempotencyKey'] },
  ]);
});

describe('every mutation', () => {
  const stage = setFaultWorld();

  it.each(CHANGES)('$field is made once for a key, however many come at once and again', async (change) => {
    const variables = withKey(change, stage.world(), 'again');
    const { document } = change;
    const twins = await Promise.all(Array.from({ length: 5 }, () => stage.query(document, variables)));
    const [first] = twins;
    expect(first?.errors).toBeUndefined();
    expect(first?.data?.[change.field]).toMatchObject({ userErrors: [] });
    for (const it of [...twins, await stage.query(document, variables)]) expect(it.data).toEqual(first?.data);
    expect(await change.isDone(stage.world())).toBe(true);
    expect(await stage.countOf(change.operation)).toBe(1);
  });
});

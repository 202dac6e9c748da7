import type { FaultInput } from '../support/emulator.js';
import { CHANGES, type Change } from './changes.js';
import { AWS_WORDS, setFaultWorld } from './fault-world.js';

const stage = setFaultWorld();

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly awsRequestId: string | null }[];
}

const run = ({ document, variables }: Change) =>
  stage.query<Record<string, Payload>>(document, variables(stage.world()));
const inject = ({ operation }: Change, fault: Omit<FaultInput, 'operation'>) =>
  stage.control().addFault({ operation, ...fault });

/** The same mutation again, without the fault. */
async function expectRightAfterwards(change: Change): Promise<void> {
  await stage.control().clearFaults();
  await expectDone(change);
}

async function expectDone(change: Change): Promise<void> {
  const { data, errors } = await run(change);
  expect(errors).toBeUndefined();
  expect(data?.[change.field]?.userErrors).toEqual([]);
  expect(await change.isDone(stage.world())).toBe(true);
}

describe.each(CHANGES)('$field', (change) => {
  test.each([
    ['InvalidParameterException', 'INVALID_INPUT'],
    ['ValidationException', 'INVALID_INPUT'],
    ['ResourceNotFoundException', 'NOT_FOUND'],
    ['LimitExceededException', 'QUOTA_EXCEEDED'],
    ['ServiceQuotaExceededException', 'QUOTA_EXCEEDED'],
    ['ResourceInUseException', change.field === 'createProject' ? 'ALREADY_EXISTS' : 'IN_USE'],
    ['ResourceAlreadyExistsException', 'ALREADY_EXISTS'],
    ['MalformedPolicyDocumentException', 'MALFORMED_POLICY'],
    ['InvalidPolicyRevisionIdException', 'POLICY_REVISION_MISMATCH'],
  ])('is told %s as the user error %s, after one call', async (error, code) => {
    await inject(change, { error });
    const { data, errors } = await run(change);
    expect(errors).toBeUndefined();
    const refusal = { code, awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect(data?.[change.field]?.userErrors).toEqual([expect.objectContaining(refusal)]);
    expect(await stage.countOf(change.operation)).toBe(1);
    await expectRightAfterwards(change);
  });

  test.each([
    ['AccessDeniedException', 'UPSTREAM_ACCESS_DENIED'],
    ['UnrecognizedClientException', 'UPSTREAM_ACCESS_DENIED'],
    ['InternalServerError', 'UPSTREAM_UNAVAILABLE'],
    ['SomethingNew', 'UPSTREAM_FAILED'],
  ])('fails with %s as the error %s, without AWS’s words, after one call', async (error, code) => {
    await inject(change, { error });
    const answer = await run(change);
    expect(answer.errors).toEqual([expect.objectContaining({ path: [change.field] })]);
    const { extensions } = answer.errors?.[0] ?? {};
    expect(extensions).toMatchObject({ code, awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    if (code === 'UPSTREAM_UNAVAILABLE') expect(extensions?.retryAfterMs).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
    expect(await stage.countOf(change.operation)).toBe(1);
    await expectRightAfterwards(change);
  });

  test.each([
    ['ThrottlingException', 400],
    ['ThrottlingException', 500],
    ['ProvisionedThroughputExceededException', 400],
  ])('waits %s with status %d out', async (error, httpStatus) => {
    await inject(change, { error, httpStatus, count: 1 });
    await expectDone(change);
    expect(await stage.countOf(change.operation)).toBe(2);
  });

  test('that lost only its answer succeeds, and is not sent twice', async () => {
    await inject(change, { replyLost: true });
    await expectDone(change);
    expect(await stage.countOf(change.operation)).toBe(1);
  });

  test('fails if its connection was cut, did not happen, and may be sent again', async () => {
    await inject(change, { cut: true });
    const answer = await run(change);
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryAfterMs: expect.any(Number),
    });
    expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
    expect(await change.isDone(stage.world())).toBe(false);
    await expectRightAfterwards(change);
  });

  test('only takes longer where AWS takes longer', async () => {
    await inject(change, { latencyMs: 60, count: 1 });
    await expectDone(change);
    expect(await stage.countOf(change.operation)).toBe(1);
  });
});

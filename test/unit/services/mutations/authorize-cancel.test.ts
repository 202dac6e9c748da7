import type { Author } from '../../../../src/domain/automation/author.js';
import { planWorkflow } from '../../../../src/domain/automation/workflow.js';
import { GatewayError } from '../../../../src/domain/errors.js';
import { type Grant, parseProjectPattern, type Role } from '../../../../src/domain/grant.js';
import { MemoryRecords } from '../../../../src/records/memory-records.js';
import { authorizeCancel } from '../../../../src/services/mutations/authorize-workflow.js';
import { createSession } from '../../../../src/services/session.js';
import { WORKFLOW_KIND } from '../../../../src/services/workflows.js';
import { aModelVersionArn, HERE } from '../../../support/builders.js';
import { UNPROTECTED } from '../../../support/open-pipeline.js';

const ISSUER = 'https://login.example.com/';

const on = (role: Role): Grant => ({
  ...{ role, tags: {} },
  projects: [parseProjectPattern('*')].flatMap((it) => it ?? []),
});

/** What a caller gets who wants to cancel a workflow of `author`. */
async function cancel(
  author: Partial<Author>,
  caller: { readonly subject: string; readonly issuer?: string | null },
  role: Role = 'viewer',
): Promise<string> {
  const records = new MemoryRecords();
  const workflow = planWorkflow<unknown>({
    ...{
      kind: 'PROMOTION',
      state: 'RUNNING',
      createdAt: 1,
      endedAt: null,
      modelVersionArn: aModelVersionArn(),
    },
    ...{ aliasName: null, targets: [], input: {}, steps: [] },
    author: { subject: 'ann', groups: [], grants: [], ...author },
    project: { ...HERE, projectName: 'p', arn: null },
  });
  await records.commit([{ kind: WORKFLOW_KIND, key: 'w', value: workflow }]);
  const services = { ...UNPROTECTED, records, upstream: { accounts: [HERE] } } as never;
  const session = createSession(services, { ...caller, grants: [on(role)], expiresAt: null }, {} as never);
  const refusals = {
    forbidden: () => new GatewayError('FORBIDDEN', 'not yours'),
    notThere: () => new GatewayError('NOT_FOUND', 'not there'),
  };
  return authorizeCancel(session, 'w', refusals).then(
    () => 'done',
    (error: GatewayError) => error.code,
  );
}

it.each([
  { who: 'its author', author: { issuer: null }, caller: { subject: 'ann' }, answer: 'done' },
  { who: 'its author with a token', author: { issuer: ISSUER }, caller: { issuer: ISSUER }, answer: 'done' },
  { who: 'somebody else', author: { issuer: null }, caller: { subject: 'bob' }, answer: 'FORBIDDEN' },
  {
    who: "another issuer's subject of the author's name",
    ...{ author: { issuer: ISSUER }, caller: { issuer: 'https://other.example.com/' }, answer: 'FORBIDDEN' },
  },
  {
    who: "a key of the name of a token's subject",
    author: { issuer: ISSUER },
    caller: {},
    answer: 'FORBIDDEN',
  },
  {
    who: "a token of the name of a key's subject",
    author: { issuer: null },
    caller: { issuer: ISSUER },
    answer: 'FORBIDDEN',
  },
  {
    who: 'whoever has the name where no issuer is stored',
    author: {},
    caller: { issuer: ISSUER },
    answer: 'done',
  },
])('$who cancels a workflow: $answer', async ({ author, caller, answer }) => {
  expect(await cancel(author, { subject: 'ann', ...caller })).toBe(answer);
});

it("an owner of its project cancels anybody's workflow", async () => {
  expect(await cancel({ issuer: ISSUER }, { subject: 'bob' }, 'owner')).toBe('done');
});

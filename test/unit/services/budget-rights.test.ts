import { parseProjectArn } from '../../../src/domain/arn.js';
import { parseProjectPattern, type Role } from '../../../src/domain/grant.js';
import { WATCHED_KIND } from '../../../src/domain/money/watched.js';
import { authorizeBudgetChange, maySee } from '../../../src/services/budget-rights.js';
import { BUDGET_KIND } from '../../../src/services/budgets.js';
import { noteTags } from '../../../src/services/money/last-tags.js';
import { createSession } from '../../../src/services/session.js';
import { type AutomationStage, createAutomationStage } from '../../support/automation-stage.js';

const GONE = parseProjectArn('arn:aws:rekognition:us-east-1:123456789012:project/gone/1700000000000');
const VISION = [{ key: 'team', value: 'vision' }];
const SCOPE = { accountId: null, region: null, projectArns: [GONE] };

let stage: AutomationStage;
beforeEach(() => {
  stage = createAutomationStage();
  stage.upstream.listTags = async () => []; // AWS knows of none that is gone
});
afterEach(() => stage.close());

function sessionOf(team: string, role: Role = 'owner') {
  const projects = ['*'].flatMap((it) => parseProjectPattern(it) ?? []);
  const caller = { subject: 'ann', grants: [{ role, projects, tags: { team } }], expiresAt: null };
  const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
  const deadlineAt = stage.clock.now() + 1_000;
  return createSession(stage.services, caller, { priority: 'interactive', requestId: 'r', deadlineAt, cost });
}

async function end(until: number | null): Promise<void> {
  await stage.services.records.commit([
    { kind: WATCHED_KIND, key: GONE, value: { since: 0, until, gaps: [] } },
  ]);
  noteTags(stage.services.records, GONE, VISION, 0);
  await stage.services.records.commit([
    { kind: BUDGET_KIND, key: 'of-gone', value: { scope: SCOPE, author: { subject: 'ann' } } },
  ]);
}

it('the budget of a project that is gone is still that of its owners by its last tags', async () => {
  await end(1);
  expect(await maySee(sessionOf('vision'), { scope: SCOPE })).toBe(true);
  await expect(authorizeBudgetChange(sessionOf('vision'), 'of-gone', null)).resolves.toBeUndefined();
  expect(await maySee(sessionOf('quality'), { scope: SCOPE })).toBe(false);
  const forbidden = { code: 'FORBIDDEN' };
  await expect(authorizeBudgetChange(sessionOf('quality'), 'of-gone', null)).rejects.toMatchObject(forbidden);
  await expect(authorizeBudgetChange(sessionOf('vision', 'viewer'), 'of-gone', null)).rejects.toMatchObject(
    forbidden,
  );
});

it('of a project that is there its present tags count', async () => {
  await end(null);
  expect(await maySee(sessionOf('vision'), { scope: SCOPE })).toBe(false);
});

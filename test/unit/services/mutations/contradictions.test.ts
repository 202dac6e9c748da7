import { parseModelVersionArn } from '../../../../src/domain/arn.js';
import { OWNER_OF_ALL } from '../../../../src/domain/caller.js';
import type { GatewayError } from '../../../../src/domain/errors.js';
import { type Grant, parseProjectPattern } from '../../../../src/domain/grant.js';
import type { ModelVersion } from '../../../../src/domain/model.js';
import { keyOfInterval, USAGE_KIND } from '../../../../src/domain/money/run-interval.js';
import { putBudget } from '../../../../src/services/mutations/budget-changes.js';
import { putModelAlias } from '../../../../src/services/mutations/model-alias-changes.js';
import { type Change, makeChange } from '../../../../src/services/mutations/one-change.js';
import { promotionWarnings } from '../../../../src/services/mutations/promotion-warnings.js';
import { putSchedule } from '../../../../src/services/mutations/put-schedule.js';
import { setModelVersionStop } from '../../../../src/services/mutations/set-model-version-stop.js';
import { createSession, type Session } from '../../../../src/services/session.js';
import { type AutomationStage, createAutomationStage } from '../../../support/automation-stage.js';

const HOUR = 3_600_000;
const ONCE = { earlier: null, intend: async () => {}, withdraw: async () => {} };

let stage: AutomationStage;
let session: Session;
beforeEach(() => {
  stage = createAutomationStage();
  session = sessionOf([OWNER_OF_ALL]);
});
afterEach(() => stage.close());

function sessionOf(grants: readonly Grant[]): Session {
  return createSession(
    stage.services,
    { subject: 'ann', grants, expiresAt: null },
    {
      ...{
        priority: 'interactive',
        requestId: 'r',
        subject: 'ann',
        deadlineAt: stage.clock.now() + 24 * HOUR,
      },
      cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    },
  );
}

const add = (name: string, status: ModelVersion['status']) =>
  stage.upstream.addVersion(stage.project.arn, { name, status, minInferenceUnits: 1 });
const make = <B extends object, S, A>(change: Change<B, S, A>) =>
  makeChange(session, { use: ONCE, guarded: (act) => act() }, change);
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => null,
    ({ code, details }: GatewayError) => `${code} ${details.field?.join('.')}`,
  );
const codes = async (warnings: Promise<readonly { readonly code: string }[]> | undefined) =>
  ((await warnings) ?? []).map(({ code }) => code);

const ALWAYS = { windows: ['MON-SUN 00:00-24:00'], timeZone: 'UTC', startCatchupMs: null };
const schedule = (of: {
  readonly modelVersionArn?: ModelVersion['arn'];
  readonly aliasName?: string;
  readonly isEnabled?: boolean;
}) =>
  putSchedule(
    {
      ...{ projectArn: stage.project.arn, name: 'office', minInferenceUnits: 1, maxInferenceUnits: null },
      ...{ ...ALWAYS, modelVersionArn: null, aliasName: null, isEnabled: true, ...of },
    },
    { revision: null, mustBeNew: false },
  );
const alias = (modelVersionArn: ModelVersion['arn']) =>
  putModelAlias({
    ...{ projectArn: stage.project.arn, name: 'champion', modelVersionArn },
    ...{ isProtected: null, revision: null, mustBeNew: false },
  });

describe('a version that nothing can ever start', () => {
  it.each(['TRAINING_FAILED', 'COPYING_FAILED'] as const)(
    '%s has no schedule, but a disabled one',
    async (status) => {
      const { arn } = add('v1', status);
      expect(await refusal(make(schedule({ modelVersionArn: arn })))).toBe('INVALID_INPUT modelVersionArn');
      expect(await refusal(make(schedule({ modelVersionArn: arn, isEnabled: false })))).toBeNull();
    },
  );

  it('is told where an alias names it, and where a schedule follows that', async () => {
    const { arn } = add('v1', 'TRAINING_FAILED');
    expect(await codes(alias(arn).warnings?.(session))).toEqual(['NEVER_STARTED']);
    await make(alias(arn));
    expect(await codes(schedule({ aliasName: 'champion' }).warnings?.(session))).toEqual(['NEVER_STARTED']);
  });

  it('is none that only stands, or is trained', async () => {
    for (const status of ['STOPPED', 'TRAINING_IN_PROGRESS', 'FAILED'] as const) {
      const { arn } = add(`v-${status}`, status);
      expect(await codes(alias(arn).warnings?.(session))).toEqual([]);
      expect(await refusal(make(schedule({ modelVersionArn: arn })))).toBeNull();
    }
  });
});

describe('a promotion', () => {
  const warnings = (aliasName: string | null, projectName = stage.project.name) =>
    promotionWarnings(session, {
      ...{
        modelVersionArn: parseModelVersionArn(
          'arn:aws:rekognition:us-east-1:123456789012:project/test/version/v9/1700000000000',
        ),
      },
      ...{ destinationProjectArn: null, destinationProjectName: projectName, destinationAccountId: null },
      ...{ versionName: 'copy', outputConfig: { s3Bucket: 'b', s3KeyPrefix: 'k' }, kmsKeyId: null, tags: [] },
      aliasName,
    });

  it('has nothing against it where nothing is planned', async () => {
    await make(alias(add('v1', 'RUNNING').arn));
    expect([await warnings('champion'), await warnings(null), await warnings('champion', 'new')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('tells what stands against its alias: an open window, and a stop of what the alias names now', async () => {
    const { arn } = add('v1', 'RUNNING');
    await stage.clock.advance(HOUR / 2);
    await make(alias(arn));
    await make(schedule({ aliasName: 'champion' }));
    await make(setModelVersionStop(arn, { at: null, afterMs: HOUR, isRemoval: false }));
    const told = await warnings('champion');
    expect(told.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'WINDOW_IS_OPEN aliasName',
      'PLANNED_STOP aliasName',
    ]);
    expect(await warnings('another')).toEqual([]);
  });

  it('tells a budget that refuses starts where its copy is to be, by its name to a caller that may see it', async () => {
    const from = stage.clock.now();
    const { arn } = add('v1', 'RUNNING');
    await stage.clock.advance(HOUR);
    const value = {
      projectArn: stage.project.arn,
      from,
      to: stage.clock.now(),
      isFromSeen: true,
      endSeenAt: null,
      minInferenceUnits: 1,
    };
    await stage.services.records.commit([{ kind: USAGE_KIND, key: keyOfInterval(arn, from), value }]);
    const scope = { accountId: null, region: null, projectArns: null };
    const monthly = { amount: '1', currencyCode: 'USD' };
    const thresholds = [{ percent: 100, action: 'REFUSE_STARTS' as const }];
    await make(
      putBudget(
        { name: 'team', revision: null, mustBeNew: true },
        { scope, monthly, timeZone: 'UTC', thresholds },
      ),
    );
    const [told] = await warnings(null);
    expect(told).toMatchObject({ code: 'BUDGET_REFUSES_STARTS', field: ['destinationProjectName'] });
    expect(told?.message).toContain('the budget team lets nothing start there');
    expect(await codes(warnings('champion', 'not-made-yet'))).toEqual(['BUDGET_REFUSES_STARTS']);
    const projects = [parseProjectPattern(`arn:aws:rekognition:*:*:project/${stage.project.name}`)].filter(
      (it) => it !== null,
    );
    session = sessionOf([{ role: 'owner', projects, tags: {} }]);
    expect((await warnings(null))[0]?.message).toContain('a budget lets nothing start there');
  });
});

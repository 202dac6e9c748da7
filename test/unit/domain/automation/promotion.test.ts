import {
  type CopyVerdict,
  isSamePolicy,
  judgeCopy,
  policyFor,
  policyNameOf,
  whyKeepCopy,
  whyKeepProject,
} from '../../../../src/domain/automation/promotion.js';
import { copyDecision } from '../../../../src/domain/copy-decision.js';
import { MAX_CHARACTERS, toPolicyText } from '../../../../src/domain/policy-document.js';
import { refuseGrammar } from '../../../../src/domain/policy-grammar.js';
import type { ModelVersionStatus } from '../../../../src/domain/status.js';
import { aModelVersion, aModelVersionArn, aProject, aProjectArn } from '../../../support/builders.js';

const SOURCE = aModelVersionArn();
const COPY = aModelVersion({ sourceModelVersionArn: SOURCE, status: 'COPYING_IN_PROGRESS' });
const POLICY = {
  kind: 'ProjectPolicy' as const,
  ...{ projectArn: aProjectArn(), policyName: 'p', policyRevisionId: 'a' },
  ...{ creationTimestamp: null, lastUpdatedTimestamp: null },
};

describe('the policy of a promotion', () => {
  const longest = 'x'.repeat(255);
  const arn = SOURCE.replace(
    /project\/[^/]+\/version\/[^/]+/,
    `project/${longest}/version/${longest}`,
  ) as typeof SOURCE;
  const role = `arn:aws-us-gov:iam::111122223333:role/${'p'.repeat(510)}/${'r'.repeat(64)}`;

  it('lets one account copy one version, and no other', () => {
    const document = policyFor('arn:aws:iam::111122223333:root', SOURCE);
    expect(copyDecision([document], '111122223333', SOURCE)).toBe('ALLOW');
    expect(copyDecision([document], '999999999999', SOURCE)).toBe('NONE');
    expect(copyDecision([document], '111122223333', `${SOURCE}1`)).toBe('NONE');
    expect(isSamePolicy({ ...POLICY, policyDocument: document }, document)).toBe(true);
    expect(isSamePolicy({ ...POLICY, policyDocument: policyFor('*', SOURCE) }, document)).toBe(false);
  });

  it('fits, whatever is called as long as it may be', () => {
    const document = policyFor(role, arn);
    expect(toPolicyText(document).length).toBeLessThanOrEqual(MAX_CHARACTERS);
    expect(() => refuseGrammar(document)).not.toThrow();
    expect(policyNameOf(crypto.randomUUID())).toMatch(/^[a-zA-Z0-9_.-]{1,128}$/);
  });
});

it.each<[CopyVerdict, Partial<typeof COPY> | null, boolean]>([
  ['none', null, true],
  ['copying', {}, true],
  ['copying', {}, false],
  ['copying', { status: 'UNKNOWN' }, true],
  ['copied', { status: 'COPYING_COMPLETED' }, true],
  ['copied', { status: 'RUNNING' }, true],
  ['failed', { status: 'COPYING_FAILED' }, true],
  ['deleting', { status: 'DELETING' }, true],
  ['another', { arn: aModelVersionArn('v1', aProjectArn(), 9) }, true],
  ['copying', { arn: aModelVersionArn('v1', aProjectArn(), 9) }, false],
  ['another', { sourceModelVersionArn: null }, false],
])('a copy is %s with %j (its ARN is known: %s)', (verdict, change, isKnown) => {
  const found = change && { ...COPY, ...change };
  expect(judgeCopy(found, SOURCE, isKnown ? COPY.arn : null)).toBe(verdict);
});

it('a copy is kept once somebody runs it, or an alias names it', () => {
  const kept = (status: ModelVersionStatus, aliases: string[] = []) =>
    whyKeepCopy({ ...COPY, status }, aliases);
  expect(kept('COPYING_COMPLETED')).toBeNull();
  expect(kept('COPYING_FAILED')).toBeNull();
  expect(kept('RUNNING')).toBe('The copy stays: it is RUNNING by now.');
  expect(kept('COPYING_COMPLETED', ['champion'])).toBe('The copy stays: an alias names it, champion.');
});

it('a project is kept once somebody has put anything into it', () => {
  const dataset = { arn: 'a', type: 'TRAIN', status: 's', statusMessage: null, creationTimestamp: null };
  const empty = aProject({ datasets: [] });
  expect(whyKeepProject(empty, [], [], 0)).toBeNull();
  expect(whyKeepProject(aProject({ datasets: [dataset] }), [], [], 0)).toContain('datasets');
  expect(whyKeepProject(empty, [COPY], [{ ...POLICY, policyDocument: {} }], 1)).toBe(
    'The project stays: it has model versions and policies and aliases by now.',
  );
});

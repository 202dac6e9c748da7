import type { ModelVersionArn, ProjectArn } from '../arn.js';
import type { EpochMs, ModelVersion, OutputConfig, Project, ProjectPolicy, Tag } from '../model.js';
import { ACTION, toPolicyText } from '../policy-document.js';
import type { ModelVersionStatus } from '../status.js';
import { planStep, type WorkflowStep } from './workflow.js';

/** What only a promotion knows. */
export interface Promotion {
  readonly sourceProjectArn: ProjectArn;
  readonly versionName: string;
  readonly outputConfig: OutputConfig;
  readonly kmsKeyId: string | null;
  readonly tags: readonly Tag[];
  /** The account or role that gets the right to copy; null: source and destination are of one account, where none is needed. */
  readonly principal: string | null;
  /** What the alias was when the promotion began; null: there was none, or none is to be moved. */
  readonly aliasRevision: string | null;
}

export interface MadeProject {
  readonly arn: ProjectArn;
}

export interface MadePolicy {
  readonly revisionId: string;
}

export interface MadeCopy {
  readonly arn: ModelVersionArn;
  /** Of the wall clock. */
  readonly at: EpochMs;
}

/** The steps in their order. */
export function promotionSteps({ principal }: Promotion, aliasName: string | null): readonly WorkflowStep[] {
  const isShared = principal !== null;
  return [
    planStep({ action: 'project', name: 'find or make project' }),
    ...(isShared ? [planStep({ action: 'put-policy', name: 'put policy' })] : []),
    planStep({ action: 'copy', name: 'copy' }),
    ...(isShared ? [planStep({ action: 'take-policy', name: 'take policy away', isTakingBack: true })] : []),
    ...(aliasName === null ? [] : [planStep({ action: 'move-alias', name: `move alias ${aliasName}` })]),
  ];
}

/** A name of its own for each promotion, so that no two of them share a policy, nor one with a person. */
export function policyNameOf(workflowId: string): string {
  return `promotion-${workflowId}`;
}

/** The least that lets one account or role copy one version. */
export function policyFor(principal: string, versionArn: ModelVersionArn): Readonly<Record<string, unknown>> {
  const statement = { Effect: 'Allow', Principal: { AWS: principal }, Action: ACTION, Resource: versionArn };
  return { Version: '2012-10-17', Statement: [statement] };
}

export function isSamePolicy(
  { policyDocument }: ProjectPolicy,
  wanted: Readonly<Record<string, unknown>>,
): boolean {
  return JSON.stringify(policyDocument) === toPolicyText(wanted);
}

/** What AWS shows of a copy: its state, or nothing that is the promotion's. */
export type CopyVerdict = 'copying' | 'copied' | 'failed' | 'deleting' | 'none' | 'another';

/** @param madeArn - of the copy as far as it is known; null: an earlier try may have made one */
export function judgeCopy(
  found: ModelVersion | null,
  sourceArn: ModelVersionArn,
  madeArn: ModelVersionArn | null,
): CopyVerdict {
  if (found === null) return 'none';
  const isOwn = madeArn === null ? found.sourceModelVersionArn === sourceArn : found.arn === madeArn;
  if (!isOwn) return 'another';
  if (found.status === 'COPYING_FAILED') return 'failed';
  if (found.status === 'DELETING') return 'deleting';
  return found.status === 'COPYING_IN_PROGRESS' || found.status === 'UNKNOWN' ? 'copying' : 'copied';
}

/** The statuses of a copy of which nobody has made anything since. */
const UNTOUCHED: readonly ModelVersionStatus[] = ['COPYING_COMPLETED', 'COPYING_FAILED'];

/** Why a copy is not deleted; null: nobody has changed it since. */
export function whyKeepCopy({ status }: ModelVersion, aliases: readonly string[]): string | null {
  if (aliases.length > 0) return `The copy stays: an alias names it, ${aliases[0]}.`;
  return UNTOUCHED.includes(status) ? null : `The copy stays: it is ${status} by now.`;
}

/** Why a project is not deleted; null: nobody has put anything into it since. */
export function whyKeepProject(
  { datasets }: Project,
  versions: readonly ModelVersion[],
  policies: readonly ProjectPolicy[],
  aliases: number,
): string | null {
  const holds = [
    ...(versions.length > 0 ? ['model versions'] : []),
    ...(datasets.length > 0 ? ['datasets'] : []),
    ...(policies.length > 0 ? ['policies'] : []),
    ...(aliases > 0 ? ['aliases'] : []),
  ];
  return holds.length === 0 ? null : `The project stays: it has ${holds.join(' and ')} by now.`;
}

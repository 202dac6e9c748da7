import type { GatewayEvent, GatewayEventKind, ModelVersionStatus } from '../../../client/index.js';
import { KIND_WORDS } from './workflows.js';

/** What the gateway's log can tell. */
export type ToldKind = Exclude<GatewayEventKind, 'BOOKMARK'>;

/** One event of the log, as the page keeps it. */
export interface Told {
  readonly kind: ToldKind;
  readonly cursor: string;
  readonly observedAt: string;
  /** The version that it is about; null for none. */
  readonly arn: string | null;
  readonly previousStatus: ModelVersionStatus | null;
  /** Null: the version is gone, or it is of another kind. */
  readonly status: ModelVersionStatus | null;
  /** What else it is about: the next one about the same takes its place. */
  readonly about: string | null;
  /** Null for a change of status. */
  readonly words: string | null;
}

/** Null for kinds of later versions. */
export function toTold(event: GatewayEvent): Told | null {
  const { kind, cursor, observedAt, modelVersionArn: arn, statusChange } = event;
  const nothing = { previousStatus: null, status: null, about: null };
  const rest = { ...nothing, cursor, observedAt, arn };
  switch (kind) {
    case 'STATUS_CHANGED':
      return { ...rest, kind, ...statusOf(statusChange), words: null };
    case 'ALIAS_MOVED':
      return { ...rest, kind, ...moveOf(event) };
    case 'WORKFLOW_CHANGED':
      return { ...rest, kind, ...progressOf(event) };
    case 'BUDGET_THRESHOLD_REACHED':
    case 'AUTOMATION_FAILED':
    case 'AUTOMATION_SKIPPED':
      return { ...rest, kind, words: messageOf(event) };
    case 'GAP':
      return { ...rest, kind, words: 'changes were lost here; what is below was told before' };
    default:
      return null;
  }
}

/** Without its last full stop. */
function messageOf({ budget, message }: GatewayEvent): string {
  return [budget?.name, message?.replace(/\.$/, '')].filter((it) => it).join(': ');
}

function statusOf(change: GatewayEvent['statusChange']): Pick<Told, 'previousStatus' | 'status'> {
  return { previousStatus: change?.previousStatus ?? null, status: change?.status ?? null };
}

function moveOf({ alias, aliasChange }: GatewayEvent): Pick<Told, 'arn' | 'words'> {
  const name = alias?.name ?? 'An alias';
  const { modelVersionArn: to = null, previousModelVersionArn: from = null } = aliasChange ?? {};
  if (!to) return { arn: from, words: `${name} names it no more` };
  return { arn: to, words: from ? `${name} names it now, and not ${versionOf(from)}` : `${name} names it` };
}

const WORKFLOW_STATES = {
  RUNNING: 'is under way',
  UNDOING: 'takes back what it did',
  SUCCEEDED: 'is done',
  FAILED: 'has failed',
  CANCELLED: 'was cancelled',
} as const;

function progressOf({ workflow, workflowState: state }: GatewayEvent): Pick<Told, 'arn' | 'about' | 'words'> {
  const { id = null, kind, modelVersionArn: arn = null } = workflow ?? {};
  const name = kind ? KIND_WORDS[kind] : 'workflow';
  return { arn, about: id, words: `its ${name} ${state ? WORKFLOW_STATES[state] : 'has changed'}` };
}

function versionOf(arn: string): string {
  return arn.split('/')[3] ?? arn;
}

/** The versions that an alias named before and after its move. */
export function namedIn({ aliasChange }: GatewayEvent): string[] {
  return [aliasChange?.modelVersionArn, aliasChange?.previousModelVersionArn].filter((it) => it != null);
}

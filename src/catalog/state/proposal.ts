import type { ProjectArn } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import type { Observation } from '../../domain/observation.js';
import { CatalogState } from './catalog-state.js';
import { VersionCollection } from './memory-collection.js';
import { type Delta, toCollectionDelta } from './state-delta.js';

/** What is to become of what is known in one account and region. */
export interface Edit {
  readonly account: string;
  /** Only versions of these projects are touched; null: of any. */
  readonly scope: ReadonlySet<ProjectArn> | null;
  readonly attachments: readonly ProjectArn[];
  /** Returns the changes of status that it means. */
  readonly apply: (state: CatalogState) => StatusChange[];
}

/** What observations of one account mean. */
export function toEdit(account: string, observations: readonly Observation[]): Edit {
  return {
    account,
    scope: scopeOf(observations),
    attachments: observations.flatMap((it) => (it.kind === 'attachments-changed' ? [it.projectArn] : [])),
    apply: (state) => observations.flatMap((it) => state.apply(it)),
  };
}

/**
 * What an edit would change: worked out on copies, so that what is known stays as it is until it is stored. Null: nothing.
 * @param forgetBefore - what has been gone since before is forgotten first; null: nothing is
 */
export function propose(state: CatalogState, edit: Edit, forgetBefore: EpochMs | null): Delta | null {
  const { account, attachments } = edit;
  const copy = copyOf(state, account, forgetBefore === null ? edit.scope : null);
  const copied = [...copy.versions.keys()];
  if (forgetBefore !== null) copy.forget(forgetBefore);
  const changes = edit.apply(copy);
  const arns = new Set([...copied, ...copy.versions.keys()]);
  const all = [
    toCollectionDelta(account, state.projects.get(account), copy.projectsOf(account)),
    ...[...arns].map((arn) => toCollectionDelta(arn, state.versions.get(arn), copy.versions.get(arn))),
  ];
  const collections = all.filter((it) => it !== null);
  if (collections.length === 0 && attachments.length === 0) return null;
  return { shelves: collections, changes, ...(attachments.length > 0 && { attachments }) };
}

/** @param scope - these projects' versions only; null: those of every project of the account */
function copyOf(state: CatalogState, account: string, scope: ReadonlySet<ProjectArn> | null): CatalogState {
  const copy = new CatalogState();
  const projects = state.projects.get(account);
  if (projects) copy.projectsOf(account).overwrite(projects.listedAt, projects.entries, []);
  for (const arn of scope ?? state.versions.keys()) {
    const collection = state.versions.get(arn);
    if (collection?.accountKey === account) copy.versions.set(arn, copyOfVersions(arn, collection));
  }
  return copy;
}

function copyOfVersions(
  arn: ProjectArn,
  { listedAt, endedAt, entries }: VersionCollection,
): VersionCollection {
  const copy = new VersionCollection(arn);
  copy.overwrite(listedAt, entries, []);
  copy.endedAt = endedAt;
  return copy;
}

/** Null where an observation can reach every project. */
function scopeOf(observations: readonly Observation[]): ReadonlySet<ProjectArn> | null {
  const arns = observations.map((it) => {
    if (it.kind === 'versions' || it.kind === 'attachments-changed') return it.projectArn;
    return it.kind === 'version-answer' ? it.version.projectArn : null;
  });
  return arns.includes(null) ? null : new Set(arns as ProjectArn[]);
}

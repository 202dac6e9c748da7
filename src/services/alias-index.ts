import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import { aliasKeyParts, type NamedAlias, readAlias } from '../domain/automation/alias.js';
import type { RecordStore, StoredRecord } from '../records/port.js';

/** Of the records of aliases. */
export const ALIAS_KIND = 'alias';

const indexes = new WeakMap<RecordStore, AliasIndex>();

/** One for each store, kept in step with it. */
export function indexOf(records: RecordStore): AliasIndex {
  const index = indexes.get(records) ?? new AliasIndex(records);
  indexes.set(records, index);
  return index;
}

/** Finds aliases by version and by project: a list of versions asks for those of each. */
class AliasIndex {
  private readonly byKey = new Map<string, NamedAlias>();
  private readonly byVersion = new Map<ModelVersionArn, Set<string>>();
  private readonly byProject = new Map<ProjectArn, Set<string>>();

  constructor(private readonly records: RecordStore) {
    records.subscribe(ALIAS_KIND, (key) => this.update(key));
    for (const { key } of records.list(ALIAS_KIND)) this.update(key);
  }

  /** By name. */
  ofVersion(arn: ModelVersionArn): readonly NamedAlias[] {
    return this.sorted(this.byVersion.get(arn));
  }

  /** By name. */
  ofProject(arn: ProjectArn): readonly NamedAlias[] {
    return this.sorted(this.byProject.get(arn));
  }

  private update(key: string): void {
    const before = this.byKey.get(key);
    if (before) {
      forget(this.byVersion, before.modelVersionArn, key);
      forget(this.byProject, before.projectArn, key);
      this.byKey.delete(key);
    }
    const record = this.records.get(ALIAS_KIND, key);
    if (!record) return;
    const alias = toAlias(record);
    this.byKey.set(key, alias);
    remember(this.byVersion, alias.modelVersionArn, key);
    remember(this.byProject, alias.projectArn, key);
  }

  private sorted(keys: ReadonlySet<string> | undefined): readonly NamedAlias[] {
    const aliases = [...(keys ?? [])].map((it) => this.byKey.get(it)).filter((it) => it !== undefined);
    return aliases.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

export function toAlias({ key, revision, value }: StoredRecord): NamedAlias {
  return { kind: 'ModelAlias', ...aliasKeyParts(key), ...readAlias(value), revision };
}

function remember<Key>(keys: Map<Key, Set<string>>, of: Key, key: string): void {
  keys.set(of, (keys.get(of) ?? new Set()).add(key));
}

function forget<Key>(keys: Map<Key, Set<string>>, of: Key, key: string): void {
  const known = keys.get(of);
  known?.delete(key);
  if (known?.size === 0) keys.delete(of);
}

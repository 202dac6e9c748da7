import type { ModelVersionArn } from '../domain/arn.js';
import type { VersionsOfRecord } from './reconciler.js';

/** Which records a version's change of status concerns. */
export class VersionsOfRecords {
  private readonly arnsOf = new Map<string, readonly ModelVersionArn[]>();
  private readonly idsOf = new Map<ModelVersionArn, Set<string>>();
  private readonly tests = new Map<string, (arn: ModelVersionArn) => boolean>();

  /** In place of what was set before. */
  set(id: string, versions: VersionsOfRecord): void {
    const arns = typeof versions === 'function' ? [] : versions;
    if (typeof versions === 'function') this.tests.set(id, versions);
    else this.tests.delete(id);
    for (const arn of this.arnsOf.get(id) ?? []) {
      const ids = this.idsOf.get(arn);
      ids?.delete(id);
      if (ids?.size === 0) this.idsOf.delete(arn);
    }
    if (arns.length === 0) this.arnsOf.delete(id);
    else this.arnsOf.set(id, arns);
    for (const arn of arns) this.idsOf.set(arn, (this.idsOf.get(arn) ?? new Set()).add(id));
  }

  of(arn: ModelVersionArn): Iterable<string> {
    const named = this.idsOf.get(arn) ?? [];
    if (this.tests.size === 0) return named;
    return [...named, ...[...this.tests].filter(([, isOf]) => isOf(arn)).map(([id]) => id)];
  }
}

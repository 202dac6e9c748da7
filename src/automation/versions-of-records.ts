import type { ModelVersionArn } from '../domain/arn.js';

/** Which records a version's change of status concerns. */
export class VersionsOfRecords {
  private readonly arnsOf = new Map<string, readonly ModelVersionArn[]>();
  private readonly idsOf = new Map<ModelVersionArn, Set<string>>();

  /** In place of what was set before. */
  set(id: string, arns: readonly ModelVersionArn[]): void {
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
    return this.idsOf.get(arn) ?? [];
  }
}

import type { SeenChange } from '../support/resuming-client.js';

/** What has happened to each model, as told by that of several subscribers which is furthest. */
export class NewestChanges {
  private readonly newest = new Map<string, { readonly count: number; readonly status: string | null }>();

  /** How many changes there were in all. */
  get count(): number {
    return [...this.newest.values()].reduce((sum, { count }) => sum + count, 0);
  }

  statusOf = (arn: string): string | null | undefined => this.newest.get(arn)?.status;

  /** To be told of every change that one subscriber sees. */
  listener(): (change: SeenChange) => void {
    const counts = new Map<string, number>();
    return ({ modelVersionArn: arn, status }) => {
      const count = (counts.get(arn) ?? 0) + 1;
      counts.set(arn, count);
      if (count > (this.newest.get(arn)?.count ?? 0)) this.newest.set(arn, { count, status });
    };
  }
}

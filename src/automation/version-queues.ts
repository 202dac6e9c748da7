import type { ModelVersionArn } from '../domain/arn.js';

/**
 * One act after the other for each version: a schedule and a planned stop, or two schedules, may come due in the same
 * moment, and the second has to see what the first has done.
 */
export class VersionQueues {
  private readonly last = new Map<ModelVersionArn, Promise<unknown>>();

  run<T>(arn: ModelVersionArn, act: () => Promise<T>): Promise<T> {
    const before = this.last.get(arn) ?? Promise.resolve();
    const turn = before.then(act);
    const ended = turn
      .catch(() => {}) // its caller gets it
      .then(() => {
        if (this.last.get(arn) === ended) this.last.delete(arn);
      });
    this.last.set(arn, ended);
    return turn;
  }
}

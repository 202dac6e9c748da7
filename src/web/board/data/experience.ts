import type { BasicClient } from '../../../client/basic-client.js';
import { type Durations, durationsOf, type Histories } from './history.js';
import { byGroup } from './model.js';
import { readHistories } from './reading.js';
import type { Snapshot } from './snapshot.js';

/** How long models took for what they do: what the page expects of others follows from it. */
export class Experience {
  /** ARN → how long the training took, in milliseconds. */
  private readonly trainings = new Map<string, number>();

  constructor(
    private readonly client: BasicClient,
    private readonly ended: AbortSignal,
  ) {}

  /** Reads since when models that run or move have been as they are, where that is not known. @throws GatewayError */
  async read({ models, histories, gateway }: Snapshot): Promise<Histories> {
    const { running, moving } = byGroup(models.values());
    const unknown = [...running, ...moving].map(({ arn }) => arn).filter((arn) => !histories.has(arn));
    const found = await readHistories(this.client, unknown, { signal: this.ended });
    // The emulator's trainings of before its start took hours, and its own take seconds.
    const trainings = gateway?.upstream === 'EMULATOR' ? [] : found.trainings;
    for (const [arn, ms] of trainings) this.trainings.set(arn, ms);
    return new Map(found.histories);
  }

  durationsIn(histories: Histories): Durations {
    return durationsOf(histories, this.trainings);
  }
}

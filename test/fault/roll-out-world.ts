import {
  DeleteProjectVersionCommand,
  DescribeProjectVersionsCommand,
  RekognitionClient,
  StartProjectVersionCommand,
  StopProjectVersionCommand,
} from '@aws-sdk/client-rekognition';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import { aliasNamed, moveAlias } from '../../src/services/aliases.js';
import { credentialsOf } from '../support/emulator.js';
import { type Fleet, type Instance, startFleet } from '../support/fleet.js';
import { seedVersions } from '../support/seed.js';
import type { RollOutTruth } from './roll-out-truth.js';

export const ALIAS = 'champion';
const START_MS = Date.parse('2027-03-01T00:00:00Z');
const CHANGES = /^(Create|Put|Copy|Delete|Start|Stop)/;
const SETTLED = /^(RUNNING|STOPPED|FAILED|TRAINING_COMPLETED)$/;

/** Two gateways over one project of three versions, and the people who work in it past the gateways. */
export class RollOutWorld {
  /** Gets what the gateways change. */
  truth: RollOutTruth | null = null;
  private readonly doomed = new Set<Instance>();
  private readonly instances: Instance[] = [];
  private isPerson = false;
  private moves = 0;

  private constructor(
    readonly fleet: Fleet,
    private readonly client: RekognitionClient,
    readonly projectArn: string,
    readonly versions: readonly string[],
  ) {}

  static async begin(doAllHold: boolean): Promise<RollOutWorld> {
    const { file, versions } = await seedVersions(1, 3);
    let world: RollOutWorld | null = null;
    const fleet = await startFleet({
      ...{ startMs: START_MS, speed: 1, runningModels: 3, data: file, doAllHold },
      settings: { RUNNING_MODELS_QUOTA: '3' },
      onRequest: (request) => world?.note(request),
    });
    const credentials = credentialsOf('123456789012');
    const client = new RekognitionClient({
      ...{ endpoint: fleet.emulator.url, region: 'us-east-1', credentials, maxAttempts: 1 },
    });
    const [[projectArn, arns] = ['', []]] = versions;
    world = new RollOutWorld(fleet, client, projectArn, arns);
    for (let count = 0; count < 2; count += 1) world.instances.push(await fleet.join());
    return world;
  }

  /** One that took effect, whether its reply was lost or not. */
  private note(request: Parameters<RollOutTruth['changed']>[0]): void {
    const isEffect = request.errorType === undefined && request.input !== null;
    if (isEffect && CHANGES.test(request.operation) && !this.isPerson) this.truth?.changed(request);
  }

  /** Through a gateway that lives and is going to. */
  async run<T, V extends object>(document: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    let instance = this.instances.find((it) => it.life.isAlive && !this.doomed.has(it));
    if (!instance) {
      instance = await this.fleet.join();
      this.instances.push(instance);
    }
    return instance.run<T>(print(document), variables);
  }

  /** The gateway that acts dies so many steps from now, in the middle of whatever it does then; another one comes. */
  async kill(steps: number): Promise<void> {
    const holder = this.instances.find((it) => it.isHolder() && !this.doomed.has(it));
    if (!holder) return;
    this.doomed.add(holder);
    holder.life.endAfter(steps);
    this.instances.push(await this.fleet.join());
  }

  /** False: AWS does not let people do everything either. */
  private async person(command: object): Promise<boolean> {
    this.isPerson = true;
    try {
      await this.client.send(command as StopProjectVersionCommand);
      return true;
    } catch {
      return false;
    } finally {
      this.isPerson = false;
    }
  }

  start = (ProjectVersionArn: string) =>
    this.person(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));
  stop = (ProjectVersionArn: string) => this.person(new StopProjectVersionCommand({ ProjectVersionArn }));
  delete = (ProjectVersionArn: string) => this.person(new DeleteProjectVersionCommand({ ProjectVersionArn }));

  /** ARN → status. Null: AWS does not tell now. */
  async statuses(): Promise<ReadonlyMap<string, string> | null> {
    const command = new DescribeProjectVersionsCommand({ ProjectArn: this.projectArn });
    const answer = await this.client.send(command).catch(() => null);
    const found = answer?.ProjectVersionDescriptions;
    return found ? new Map(found.map((it) => [it.ProjectVersionArn ?? '', it.Status ?? ''])) : null;
  }

  /** Waits until no version is on its way to another status. */
  async settle(): Promise<ReadonlyMap<string, string>> {
    for (;;) {
      const now = await this.statuses();
      if (now && [...now.values()].every((it) => SETTLED.test(it))) return now;
      await this.fleet.time.advance(1_000);
    }
  }

  aliasOf(): string | undefined {
    return aliasNamed(this.fleet.records, this.projectArn as ProjectArn, ALIAS)?.modelVersionArn;
  }

  /** A person lets the alias name this; null: deletes it. False: somebody was faster, or it is not possible. */
  async moveAlias(versionArn: string | null): Promise<boolean> {
    const { records, time: clock } = this.fleet;
    this.moves += 1;
    const projectArn = this.projectArn as ProjectArn;
    const moved = await moveAlias(
      { records, clock },
      {
        ...{ projectArn, name: ALIAS, revision: aliasNamed(records, projectArn, ALIAS)?.revision ?? null },
        target:
          versionArn === null ? null : { modelVersionArn: versionArn as ModelVersionArn, isProtected: false },
        ...{ author: { subject: 'a person', groups: [], grants: [] }, workflowId: null },
        changeId: `person-${this.moves}`,
      },
    ).catch(() => 'changed' as const);
    return moved !== 'changed';
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.fleet.close();
  }
}

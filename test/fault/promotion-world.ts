import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import { aliasNamed, moveAlias } from '../../src/services/aliases.js';
import { type Fleet, type Instance, startFleet } from '../support/fleet.js';
import { seedVersions } from '../support/seed.js';
import { AwsAccount } from './promotion-people.js';
import type { PromotionTruth } from './promotion-truth.js';

export const HOME = { accountId: '123456789012', region: 'us-east-1' };
export const PARTNER = { accountId: '111122223333', region: 'us-east-1' };
export const ALIAS = 'champion';

const START_MS = Date.parse('2027-03-01T00:00:00Z');
const roleArn = 'arn:aws:iam::111122223333:role/gateway';
const CHANGES = /^(Create|Put|Copy|Delete|Start|Stop)/;

/** Two gateways over two accounts, and the people who work in those past the gateways. */
export class PromotionWorld {
  /** Gets what the gateways change. */
  truth: PromotionTruth | null = null;
  readonly sourceArn: string;
  readonly sourceProjectArn: string;
  private readonly doomed = new Set<Instance>();
  private readonly instances: Instance[] = [];
  private isPerson = false;
  private moves = 0;

  private constructor(
    readonly fleet: Fleet,
    readonly home: AwsAccount,
    readonly partner: AwsAccount,
    [projectArn, [versionArn = ''] = []]: readonly [string, readonly string[]],
  ) {
    this.sourceProjectArn = projectArn;
    this.sourceArn = versionArn;
  }

  static async begin(doAllHold: boolean): Promise<PromotionWorld> {
    const { file, versions } = await seedVersions(1, 1);
    let world: PromotionWorld | null = null;
    const fleet = await startFleet({
      ...{ startMs: START_MS, speed: 1, runningModels: 2, data: file, doAllHold },
      accounts: [HOME, { ...PARTNER, roleArn }],
      onRequest: (request) => world?.note(request),
    });
    const { url } = fleet.emulator;
    const people = [HOME, PARTNER].map(({ accountId }) => new AwsAccount(url, accountId)) as [
      AwsAccount,
      AwsAccount,
    ];
    world = new PromotionWorld(fleet, ...people, [...versions][0] ?? ['', []]);
    for (let count = 0; count < 2; count += 1) world.instances.push(await fleet.join());
    return world;
  }

  /** One that took effect, whether its reply was lost or not. */
  private note(request: Parameters<PromotionTruth['changed']>[0]): void {
    const isEffect = request.errorType === undefined && request.input !== null;
    if (!isEffect || !CHANGES.test(request.operation)) return;
    if (this.isPerson) this.truth?.changedByPerson(request);
    else this.truth?.changed(request);
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

  async person<T>(act: () => Promise<T>): Promise<T | null> {
    this.isPerson = true;
    try {
      return await act();
    } catch {
      return null; // AWS does not let people do everything either
    } finally {
      this.isPerson = false;
    }
  }

  aliasOf(projectArn: string | undefined): string | undefined {
    return projectArn && aliasNamed(this.fleet.records, projectArn as ProjectArn, ALIAS)?.modelVersionArn;
  }

  /** A person lets the alias name this. False: somebody was faster, or it is not possible. */
  async moveAlias(projectArn: string, versionArn: string): Promise<boolean> {
    const { records, time: clock } = this.fleet;
    this.moves += 1;
    const known = aliasNamed(records, projectArn as ProjectArn, ALIAS);
    const moved = await moveAlias(
      { records, clock },
      {
        ...{ projectArn: projectArn as ProjectArn, name: ALIAS, revision: known?.revision ?? null },
        target: { modelVersionArn: versionArn as ModelVersionArn, isProtected: false },
        ...{ author: { subject: 'a person', groups: [], grants: [] }, workflowId: 'by hand' },
        changeId: `person-${this.moves}`,
      },
    ).catch(() => 'changed' as const);
    return moved !== 'changed';
  }

  async close(): Promise<void> {
    this.home.close();
    this.partner.close();
    await this.fleet.close();
  }
}

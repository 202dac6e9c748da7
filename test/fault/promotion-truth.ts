import type { EmulatorOptions } from '../../src/emulator/server.js';

type Request = Parameters<NonNullable<EmulatorOptions['onRequest']>>[0];

/** How far a promotion is, by what came to AWS of it. */
type Share = 'none' | 'put' | 'taken';
type Copy = 'none' | 'begun' | 'deleted';

/**
 * What may become of one promotion: a state machine of its own, fed with what came to AWS and with what the test did to it. It
 * knows nothing of the gateway's steps.
 */
export class PromotionTruth {
  readonly mistakes: string[] = [];
  /** Codes with which it may fail, by what was done to it. */
  readonly reasons = new Set<string>();
  isCancelled = false;
  /** A person has put something of their own in place of, or onto, what the promotion made. */
  isTouched = false;
  /** Policies that a person has changed: nobody but people may take them away. */
  readonly policiesOfPeople = new Set<string>();
  /** As a person left it; undefined: nobody has moved it. */
  aliasOfPerson: string | undefined;
  isCopyDeletedByPerson = false;
  copies = 0;
  private share: Share = 'none';
  private copy: Copy = 'none';

  constructor(private readonly needsShare: boolean) {}

  /** A change that the gateway has made at AWS, whether its reply was lost or not. */
  changed({ operation }: Request): void {
    if (operation === 'PutProjectPolicy') this.put();
    else if (operation === 'CopyProjectVersion') this.begin();
    else if (operation === 'DeleteProjectPolicy') this.take();
    else if (operation === 'DeleteProjectVersion') this.drop();
    else if (operation === 'DeleteProject') this.mustUndo('the project was deleted');
    else if (operation !== 'CreateProject') this.mistakes.push(`${operation} is no part of a promotion`);
  }

  /** A change that a person has made at AWS, also where its reply was lost. */
  changedByPerson({ operation, input }: Request): void {
    const { PolicyName } = input as { readonly PolicyName?: string };
    if (operation === 'PutProjectPolicy') this.policiesOfPeople.add(PolicyName ?? '');
    if (operation === 'DeleteProjectPolicy') this.reasons.add('UPSTREAM_ACCESS_DENIED');
    if (operation === 'CreateProjectVersion') this.reasons.add('ALREADY_EXISTS').add('NOT_FOUND');
    if (operation === 'DeleteProjectVersion') {
      this.isCopyDeletedByPerson = true;
      this.reasons.add('NOT_FOUND');
    } else if (operation !== 'DeleteProjectPolicy') this.isTouched = true;
  }

  private put(): void {
    if (!this.needsShare) this.mistakes.push('a policy was put within an account');
    if (this.share !== 'none') this.mistakes.push('a policy was put twice');
    this.share = 'put';
  }

  private begin(): void {
    this.copies += 1;
    if (this.copies > 1) this.mistakes.push('it was copied twice');
    if (this.needsShare && this.share !== 'put') this.mistakes.push('it was copied without a policy');
    this.copy = 'begun';
  }

  private take(): void {
    if (this.share !== 'put') this.mistakes.push('a policy was taken away that was not put');
    if (this.copy === 'none') this.mustUndo('the policy was taken away before the copy');
    this.share = 'taken';
  }

  private drop(): void {
    this.mustUndo('the copy was deleted');
    if (this.copy !== 'begun') this.mistakes.push('a copy was deleted that was not made');
    this.copy = 'deleted';
  }

  /** Only a promotion that fails or is cancelled takes anything back. */
  private mustUndo(what: string): void {
    if (!this.isCancelled && this.reasons.size === 0) this.mistakes.push(`${what} without a reason`);
  }

  /** Whether it may end so. */
  allows(state: string, code: string | undefined): boolean {
    if (state === 'SUCCEEDED') return true;
    if (state === 'CANCELLED') return this.isCancelled;
    return state === 'FAILED' && code !== undefined && this.reasons.has(code);
  }
}

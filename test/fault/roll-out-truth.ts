import type { EmulatorOptions } from '../../src/emulator/server.js';

type Request = Parameters<NonNullable<EmulatorOptions['onRequest']>>[0];

/** What is rolled out, and what the alias named before. */
export interface RollOutCase {
  readonly targetArn: string;
  /** Null: there was no alias. */
  readonly previousArn: string | null;
  readonly stopsPrevious: boolean;
  readonly didTargetRun: boolean;
  readonly didPreviousRun: boolean;
}

/**
 * What may become of one rollout: a state machine of its own, fed with what came to AWS and with what the test did to it. It
 * knows nothing of the gateway's steps.
 */
export class RollOutTruth {
  readonly mistakes: string[] = [];
  /** Codes with which it may fail, by what was done to it. */
  readonly reasons = new Set<string>();
  isCancelled = false;
  /** A person has started, stopped or deleted one of the versions. */
  isTouched = false;
  /** Its start and the rollout's own look alike. */
  isStartedByPerson = false;
  /** As a person left it; undefined: nobody has moved it. */
  aliasOfPerson: string | undefined;
  private target: 'untouched' | 'started' | 'taken back' = 'untouched';
  private isPreviousStopped = false;

  constructor(private readonly of: RollOutCase) {}

  /** A change that the gateway has made at AWS, whether its reply was lost or not. */
  changed({ operation, input }: Request): void {
    const arn = String((input as Record<string, unknown> | null)?.ProjectVersionArn);
    const isTarget = arn === this.of.targetArn;
    if (operation === 'StartProjectVersion' && isTarget) this.start();
    else if (operation === 'StopProjectVersion' && isTarget) this.takeBack();
    else if (operation === 'StopProjectVersion' && arn === this.of.previousArn) this.stopPrevious();
    else this.mistakes.push(`${operation} of ${arn} is no part of the rollout`);
  }

  private start(): void {
    if (this.target !== 'untouched' && !this.isTouched) this.mistakes.push('it was started twice');
    if (this.of.didTargetRun && !this.isTouched) this.mistakes.push('it was started though it ran');
    this.target = 'started';
  }

  private takeBack(): void {
    if (!this.isCancelled && this.reasons.size === 0) this.mistakes.push('it was stopped without a reason');
    const isOwn = this.target === 'started' || this.isStartedByPerson;
    if (!isOwn) this.mistakes.push('it was stopped though the rollout had not started it');
    if (this.isPreviousStopped) this.mistakes.push('both were stopped');
    this.target = 'taken back';
  }

  private stopPrevious(): void {
    if (!this.of.stopsPrevious) this.mistakes.push('the one before was stopped though nobody asked for it');
    if (this.target === 'taken back') this.mistakes.push('both were stopped');
    this.isPreviousStopped = true;
  }

  /** Seen in the middle. @param status - of the version that the alias names */
  seen(status: string | undefined): void {
    const isExcused = this.isTouched || this.aliasOfPerson !== undefined || !this.of.didPreviousRun;
    if (!isExcused && status !== 'RUNNING') this.mistakes.push(`the alias names a version that is ${status}`);
  }

  /** Whether it may end so. */
  allows(state: string, code: string | undefined): boolean {
    if (state === 'SUCCEEDED') return true;
    if (state === 'CANCELLED') return this.isCancelled;
    return state === 'FAILED' && code !== undefined && this.reasons.has(code);
  }
}

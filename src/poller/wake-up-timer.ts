import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';

/** However often it is woken. */
const LEAST_BETWEEN_MS = 20;

/** Runs one task again and again: at the time that the task returns, or sooner when it is woken. */
export class WakeUpTimer {
  private isRunning = false;
  private setFor = Number.POSITIVE_INFINITY;
  private ranAt: EpochMs = 0;
  private callOff = () => {};

  /** @param task - returns when to run again; never throws */
  constructor(
    private readonly clock: Clock,
    private readonly task: () => EpochMs,
  ) {}

  start(): void {
    this.isRunning = true;
    this.set(this.clock.now());
  }

  stop(): void {
    this.isRunning = false;
    this.callOff();
    this.setFor = Number.POSITIVE_INFINITY;
  }

  /** Runs the task now; calls at about the same moment share one run. */
  wakeUp(): void {
    this.set(Math.max(this.clock.now(), this.ranAt + LEAST_BETWEEN_MS));
  }

  private set(at: EpochMs): void {
    if (!this.isRunning || this.setFor <= at) return;
    this.callOff();
    this.setFor = at;
    this.callOff = this.clock.after(Math.max(0, at - this.clock.now()), () => this.run());
  }

  private run(): void {
    this.setFor = Number.POSITIVE_INFINITY;
    this.ranAt = this.clock.now();
    this.set(this.task());
  }
}

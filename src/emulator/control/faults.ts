import { createRandom } from '../training/random.js';
import { type Fault, type FaultSpec, operationsOf } from './fault.js';
import { type Plan, planOf } from './fault-plan.js';

/** Keeps the faults. Rates are decided by a fixed sequence of numbers, so that a test sees the same each time. */
export class Faults {
  private readonly faults = new Map<string, { fault: Fault; random: () => number }>();
  private readonly closing = new AbortController();
  private lastId = 0;

  add(spec: FaultSpec): Fault {
    this.lastId += 1;
    const id = `fault-${this.lastId}`;
    const fault = { ...spec, id, struck: 0 };
    this.faults.set(id, { fault, random: createRandom(JSON.stringify(spec)) });
    return fault;
  }

  list(): readonly Fault[] {
    return [...this.faults.values()].map(({ fault }) => fault);
  }

  /** False if there is no such fault. */
  remove(id: string): boolean {
    return this.faults.delete(id);
  }

  clear(): void {
    this.faults.clear();
  }

  /** Decides which faults strike a call of this operation; each decision is counted. */
  plan(operation: string): Plan {
    const concerned = this.list().filter((it) => concerns(it, operation));
    const striking = concerned.filter(({ id }) => this.strikes(id));
    return planOf(striking, this.closing.signal);
  }

  /** Ends all delays at once. */
  close(): void {
    this.closing.abort();
  }

  private strikes(id: string): boolean {
    const entry = this.faults.get(id);
    if (!entry) return false;
    const { fault, random } = entry;
    if (fault.rate !== undefined && random() >= fault.rate) return false;
    const struck = fault.struck + 1;
    if (struck === fault.count) this.faults.delete(id);
    else this.faults.set(id, { fault: { ...fault, struck }, random });
    return true;
  }
}

/** A fault only strikes, and is only counted for, calls on which its effect can be seen. */
function concerns(fault: Fault, name: string): boolean {
  if (fault.operation !== '*' && fault.operation !== name) return false;
  return operationsOf(fault)?.includes(name) ?? true;
}

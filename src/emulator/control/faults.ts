import { createRandom } from '../training/random.js';
import { type Fault, type FaultSpec, operationsOf } from './fault.js';
import { type Plan, planOf } from './fault-plan.js';

export interface Faults {
  add(spec: FaultSpec): Fault;
  list(): readonly Fault[];
  /** False if there is no such fault. */
  remove(id: string): boolean;
  clear(): void;
  /** Decides which faults strike a call of this operation; each decision is counted. */
  plan(operation: string): Plan;
  /** Ends all delays at once. */
  close(): void;
}

/** Keeps the faults. Rates are decided by a fixed sequence of numbers, so that a test sees the same each time. */
export function createFaults(): Faults {
  const faults = new Map<string, { fault: Fault; random: () => number }>();
  const closing = new AbortController();
  let lastId = 0;

  function strikes(id: string): boolean {
    const entry = faults.get(id);
    if (!entry) return false;
    const { fault, random } = entry;
    if (fault.rate !== undefined && random() >= fault.rate) return false;
    const struck = fault.struck + 1;
    if (struck === fault.count) faults.delete(id);
    else faults.set(id, { fault: { ...fault, struck }, random });
    return true;
  }

  return {
    add(spec) {
      const id = `fault-${++lastId}`;
      const fault = { ...spec, id, struck: 0 };
      faults.set(id, { fault, random: createRandom(JSON.stringify(spec)) });
      return fault;
    },
    list: () => [...faults.values()].map(({ fault }) => fault),
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    plan(operation) {
      const concerned = [...faults.values()]
        .map(({ fault }) => fault)
        .filter((it) => concerns(it, operation));
      return planOf(
        concerned.filter(({ id }) => strikes(id)),
        closing.signal,
      );
    },
    close: () => closing.abort(),
  };
}

/** A fault only strikes, and is only counted for, calls on which its effect can be seen. */
function concerns(fault: Fault, name: string): boolean {
  if (fault.operation !== '*' && fault.operation !== name) return false;
  return operationsOf(fault)?.includes(name) ?? true;
}

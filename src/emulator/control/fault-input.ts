import { SUPPORTED } from '../support.js';
import { ControlError } from './control-error.js';
import { type FaultSpec, operationsOf } from './fault.js';

const OPERATIONS = ['*', ...Object.values(SUPPORTED).flatMap((them) => them.map(({ name }) => name))];

type Rule = readonly [isValid: (value: unknown) => boolean, expectation: string];

const isTrue: Rule = [(value) => value === true, 'true'];

const EFFECTS: Readonly<Record<string, Rule>> = {
  error: [(value) => isText(value) && /^[A-Z]\w{0,99}$/.test(value), 'the name of an error'],
  latencyMs: [(value) => isWhole(value, 0, 600_000), 'a whole number, 0 to 600000'],
  replyLost: isTrue,
  cut: isTrue,
  unknownStatus: [(value) => isText(value) && /^\w{1,100}$/.test(value), 'a status, letters and underscores'],
  outcome: [(value) => value === 'FAILED', '"FAILED"'],
};

const OTHERS: Readonly<Record<string, Rule>> = {
  operation: [(value) => OPERATIONS.includes(value as string), `one of ${OPERATIONS.join(', ')}`],
  rate: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number, 0 to 1'],
  count: [(value) => isWhole(value, 1, 1_000_000), 'a whole number, 1 to 1000000'],
  httpStatus: [(value) => isWhole(value, 400, 599), 'a whole number, 400 to 599'],
};

/** Untrusted JSON to a fault. Throws ControlError that says what was expected. */
export function parseFault(input: Readonly<Record<string, unknown>>): FaultSpec {
  const rules = { ...OTHERS, ...EFFECTS };
  for (const [name, value] of Object.entries(input)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule)
      throw new ControlError(400, `Unknown member ${name}; known are ${Object.keys(rules).join(', ')}.`);
    if (!rule[0](value)) throw new ControlError(400, `${name} must be ${rule[1]}.`);
  }
  const effects = Object.keys(EFFECTS);
  if (input.operation === undefined)
    throw new ControlError(400, `operation must be ${OTHERS.operation?.[1]}.`);
  if (effects.filter((name) => input[name] !== undefined).length !== 1)
    throw new ControlError(400, `A fault has exactly one of ${effects.join(', ')}.`);
  if (input.rate !== undefined && input.count !== undefined)
    throw new ControlError(400, 'A fault has rate or count, not both.');
  if (input.httpStatus !== undefined && input.error === undefined)
    throw new ControlError(400, 'httpStatus goes with error.');
  const fault = input as unknown as FaultSpec;
  const visible = operationsOf(fault);
  if (visible && fault.operation !== '*' && !visible.includes(fault.operation))
    throw new ControlError(400, `This fault shows with operation * or ${visible.join(', ')} only.`);
  return fault;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

import type { ListShape, MapShape, NumberShape, Shape, StringRules, StructureShape } from './shape.js';

/** A value longer than this is cut in a message; AWS repeats it whole. */
const SHOWN_CHARS = 2_048;

/**
 * What is wrong with a decoded value, one text for each broken constraint, in the form of AWS's JSON services
 * (https://github.com/aws/aws-sdk/issues/744). `at` is the member's path, empty for the whole input.
 */
export function violations(shape: Shape, value: unknown, at = ''): string[] {
  if (shape.kind === 'structure') return ofStructure(shape, value as object, at);
  if (shape.kind === 'map') return ofMap(shape, value as object, at);
  if (shape.kind === 'list') return ofList(shape, value as unknown[], at);
  if (shape.kind === 'boolean') return [];
  const broken =
    shape.kind === 'string' ? brokenByText(shape, value as string) : brokenByNumber(shape, value as number);
  return broken.map((rule) => violation(value, at, rule));
}

function ofStructure({ required, optional }: StructureShape, value: object, at: string): string[] {
  const given = new Map(Object.entries(value));
  const path = (name: string) => join(at, name.charAt(0).toLowerCase() + name.slice(1));
  const missing = Object.keys(required)
    .filter((name) => !given.has(name))
    .map((name) => `Value null at '${path(name)}' failed to satisfy constraint: Member must not be null`);
  const present = Object.entries({ ...required, ...optional })
    .filter(([name]) => given.has(name))
    .flatMap(([name, shape]) => violations(shape, given.get(name), path(name)));
  return [...missing, ...present];
}

function ofMap(shape: MapShape, value: object, at: string): string[] {
  const entries = Object.entries(value);
  const size = brokenBySize(shape, entries.length).map((rule) => violation(value, at, rule));
  const key = entries.some(([name]) => brokenByText(shape.key, name).length > 0)
    ? [violation(value, at, `Map keys must satisfy constraint: [${rulesOf(shape.key).join(', ')}]`)]
    : [];
  const items = entries.flatMap(([name, item]) => violations(shape.of, item, `${at}.${name}.member`));
  return [...size, ...key, ...items];
}

function ofList(shape: ListShape, value: unknown[], at: string): string[] {
  const size = brokenBySize(shape, value.length).map((rule) => violation(value, at, rule));
  const items = value.flatMap((item, index) => violations(shape.of, item, `${at}.${index + 1}.member`));
  return [...size, ...items];
}

function brokenByText(rules: StringRules, value: string): string[] {
  const size = brokenBySize(rules, value.length);
  if (rules.values && !rules.values.includes(value))
    return [...size, `Member must satisfy enum value set: [${rules.values.join(', ')}]`];
  if (rules.pattern !== undefined && !wholly(rules.pattern).test(value))
    return [...size, `Member must satisfy regular expression pattern: ${rules.pattern}`];
  return size;
}

function brokenBySize({ min, max }: { min?: number; max?: number }, size: number): string[] {
  if (max !== undefined && size > max) return [`Member must have length less than or equal to ${max}`];
  if (min !== undefined && size < min) return [`Member must have length greater than or equal to ${min}`];
  return [];
}

function brokenByNumber({ min, max }: NumberShape, value: number): string[] {
  if (max !== undefined && value > max) return [`Member must have value less than or equal to ${max}`];
  if (min !== undefined && value < min) return [`Member must have value greater than or equal to ${min}`];
  return [];
}

function rulesOf({ min, max, pattern }: StringRules): string[] {
  return [
    ...(max === undefined ? [] : [`Member must have length less than or equal to ${max}`]),
    ...(min === undefined ? [] : [`Member must have length greater than or equal to ${min}`]),
    ...(pattern === undefined ? [] : [`Member must satisfy regular expression pattern: ${pattern}`]),
  ];
}

function wholly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

function violation(value: unknown, at: string, rule: string): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
  return `Value '${shown}' at '${at}' failed to satisfy constraint: ${rule}`;
}

function join(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

import { ServiceError } from '../errors.js';
import type { ListShape, MapShape, NumberShape, Shape, StructureShape } from './shape.js';

/**
 * Brings parsed JSON into the form of a shape: null members and unknown names fall away.
 * Throws SerializationException for a value of another type; AWS does not document its texts for Rekognition, these
 * are the ones that other AWS JSON services answer with [UNC].
 */
export function decode(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'structure') return decodeStructure(shape, value);
  if (shape.kind === 'map') return decodeMap(shape, value);
  if (shape.kind === 'list') return decodeList(shape, value);
  if (shape.kind === 'string') return expect(typeof value === 'string', value, 'a String');
  if (shape.kind === 'boolean') return expect(typeof value === 'boolean', value, 'a Boolean');
  return decodeNumber(shape, value);
}

function decodeStructure({ required, optional }: StructureShape, value: unknown): unknown {
  const entries = Object.entries({ ...required, ...optional });
  const given = new Map(Object.entries(objectOf(value)));
  return Object.fromEntries(
    entries
      .filter(([name]) => isPresent(given.get(name)))
      .map(([name, shape]) => [name, decode(shape, given.get(name))]),
  );
}

function decodeMap({ of }: MapShape, value: unknown): unknown {
  const entries = Object.entries(objectOf(value)).filter(([, item]) => isPresent(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, decode(of, item)]));
}

function decodeList({ of }: ListShape, value: unknown): unknown {
  if (!Array.isArray(value)) throw serialization('Expected list or null');
  return value.map((item) => decode(of, item));
}

function decodeNumber({ kind }: NumberShape, value: unknown): unknown {
  const wanted = kind === 'integer' ? 'an Integer' : 'a Float';
  const fits = kind === 'integer' ? isInt32(value) : Number.isFinite(value);
  return expect(fits, value, wanted);
}

function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function objectOf(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw serialization('Expected a JSON object');
}

function expect(fits: boolean, value: unknown, wanted: string): unknown {
  if (fits) return value;
  throw serialization(`${tokenOf(value)} can not be converted to ${wanted}`);
}

function tokenOf(value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'object') return value === null ? 'NULL_VALUE' : 'START_OBJECT';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'string') return 'STRING_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

function serialization(message: string): ServiceError {
  return new ServiceError('SerializationException', message);
}

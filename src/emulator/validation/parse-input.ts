import { ServiceError } from '../errors.js';
import { decode } from './decode.js';
import type { StructureShape, Valid } from './shape.js';
import { violations } from './violations.js';

/** More broken constraints than this are counted but not spelt out. */
const SPELT_OUT = 50;

/**
 * Untrusted JSON to an operation's input. Throws SerializationException for a wrong type and ValidationException for
 * broken constraints, all of them in one message. Whether Rekognition answers a malformed ARN with ValidationException
 * or InvalidParameterException is not documented [UNC]: constraints of the model are ValidationException here, what
 * only the service can judge is InvalidParameterException.
 */
export function parseInput<S extends StructureShape>(shape: S, body: unknown): Valid<S> {
  const input = decode(shape, body);
  const broken = violations(shape, input);
  if (broken.length === 0) return input as Valid<S>;
  const noun = broken.length === 1 ? 'error' : 'errors';
  const texts = broken.slice(0, SPELT_OUT).join('; ');
  throw new ServiceError('ValidationException', `${broken.length} validation ${noun} detected: ${texts}`);
}

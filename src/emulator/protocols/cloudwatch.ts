import { ServiceError } from '../errors.js';
import { SUPPORTED } from '../support.js';
import { byName, headerOf, type Protocol, type Reply } from './protocol.js';
import { queryProtocol } from './query.js';

const TARGET_PREFIX = 'GraniteServiceVersion20100801.';

/** What CloudWatch calls otherwise than Rekognition does. */
const NAMES: Readonly<Record<string, string>> = {
  ValidationException: 'InvalidParameterValue',
  InternalServerError: 'InternalServiceFault',
};

/**
 * AWS JSON 1.0 in the mode that keeps the error codes of the query protocol, as today's SDKs speak it. Times are
 * epoch seconds.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export const cloudWatchJson: Protocol = {
  operations: byName(SUPPORTED.CloudWatch),
  speaks: (incoming) => (headerOf(incoming, 'x-amz-target') ?? '').startsWith(TARGET_PREFIX),
  nameOf: (incoming) => (headerOf(incoming, 'x-amz-target') ?? '').slice(TARGET_PREFIX.length),
  inputOf({ body }) {
    try {
      return JSON.parse(body.toString('utf8') || '{}');
    } catch {
      throw new ServiceError('SerializationException', 'The request body is not valid JSON.');
    }
  },
  success: (result, requestId) => reply(200, result, requestId, {}),
  failure({ code, message, httpStatus }, requestId) {
    const name = NAMES[code] ?? code;
    const isOurs = name === 'InternalServiceFault';
    const headers = { 'x-amzn-query-error': `${name};${isOurs ? 'Receiver' : 'Sender'}` };
    return reply(httpStatus ?? (isOurs ? 500 : 400), { __type: name, message }, requestId, headers);
  },
};

const NUMBERS = ['Period', 'MaxDatapoints'];
const TIMES = ['StartTime', 'EndTime'];

/** The same operations as older SDKs ask for them. */
export const cloudWatchQuery: Protocol = queryProtocol({
  service: 'monitoring',
  namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  operations: SUPPORTED.CloudWatch,
  takesOtherForms: false,
  inputOf: nested,
});

type Node = Map<string, Node | string>;

/** `A.member.1.B=x` as `{A: [{B: 'x'}]}`, with numbers and times (as epoch seconds) where CloudWatch has them. */
function nested(form: URLSearchParams): unknown {
  const root: Node = new Map();
  for (const [path, text] of form) {
    const names = path.split('.');
    let node = root;
    for (const name of names.slice(0, -1)) {
      const known = node.get(name);
      const next: Node = known instanceof Map ? known : new Map();
      node.set(name, next);
      node = next;
    }
    node.set(names.at(-1) ?? '', text);
  }
  return inputAt('', root);
}

function inputAt(name: string, node: Node | string): unknown {
  if (typeof node === 'string') return scalarOf(name, node);
  const items = node.get('member');
  if (items instanceof Map)
    return [...items].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => inputAt('', item));
  return Object.fromEntries([...node].map(([key, value]) => [key, inputAt(key, value)]));
}

function scalarOf(name: string, text: string): unknown {
  if (NUMBERS.includes(name)) return Number(text);
  if (TIMES.includes(name)) return Date.parse(text) / 1_000;
  return name === 'ReturnData' ? text === 'true' : text;
}

function reply(
  status: number,
  body: object,
  requestId: string,
  more: Readonly<Record<string, string>>,
): Reply {
  const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': requestId, ...more };
  return { status, headers, body: JSON.stringify(body, inEpochSeconds) };
}

/** JSON.stringify has made texts of dates before it asks. */
function inEpochSeconds(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const given = this[key];
  return given instanceof Date ? given.getTime() / 1_000 : value;
}

import type { Incoming, Reply } from '../protocols/protocol.js';
import type { Service } from '../service.js';
import { DATA_SETS, type DataSet, stateOf } from '../store/open-store.js';
import { usageOf } from '../usage/account.js';
import { ControlError } from './control-error.js';
import { parseFault } from './fault-input.js';
import { mayControl, type Peer } from './peer.js';
import { scale } from './scale.js';

export const CONTROL_PREFIX = '/_emulator';

interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly does: string;
  handle(service: Service, input: Readonly<Record<string, unknown>>, id: string): object;
}

const CONTROL_ROUTES: readonly ControlRoute[] = [
  { method: 'GET', path: '/', does: 'this list', handle: () => ({ doors: CONTROL_ROUTES.map(toListing) }) },
  {
    method: 'POST',
    path: '/reset',
    does: 'fresh data {"data": "demo"|"empty"}, default what it started with; clears faults, request log, rates and clock offset',
    handle: reset,
  },
  {
    method: 'GET',
    path: '/state',
    does: 'the whole state as it is stored',
    handle: ({ store }) => store.state,
  },
  {
    method: 'GET',
    path: '/clock',
    does: 'the emulated time',
    handle: (service) => ({ nowMs: service.nowMs() }),
  },
  { method: 'POST', path: '/clock', does: 'moves the clock ahead {"advanceMs": 60000}', handle: advance },
  {
    method: 'GET',
    path: '/usage',
    does: 'every second and inference unit that models have run for, by version',
    handle: (service) => usageOf(service.store.state, service.nowMs()),
  },
  {
    method: 'POST',
    path: '/scale',
    does: 'puts other units of a running model in service, within its least and most {"versionArn": ARN, "units": 3}',
    handle: scale,
  },
  {
    method: 'GET',
    path: '/requests',
    does: 'exact counts by operation and the latest requests',
    handle: ({ requestLog }) => requestLog.read(),
  },
  {
    method: 'DELETE',
    path: '/requests',
    does: 'clears the request log',
    handle({ requestLog }) {
      requestLog.clear();
      return {};
    },
  },
  {
    method: 'POST',
    path: '/faults',
    does: 'adds a fault {"operation": name or "*", one of "error", "latencyMs", "replyLost", "cut", "unknownStatus", "outcome"; one of "rate" 0..1, "count"; with "error" also "httpStatus"}',
    handle: ({ faults }, input) => ({ id: faults.add(parseFault(input)).id }),
  },
  { method: 'GET', path: '/faults', does: 'the faults', handle: ({ faults }) => ({ faults: faults.list() }) },
  {
    method: 'DELETE',
    path: '/faults',
    does: 'removes all faults',
    handle({ faults }) {
      faults.clear();
      return {};
    },
  },
  { method: 'DELETE', path: '/faults/<id>', does: 'removes a fault', handle: removeFault },
];

/** Answers a request to the control address. */
export function control(service: Service, incoming: Incoming, peer: Peer): Reply {
  try {
    if (!mayControl(incoming.headers, peer))
      throw new ControlError(
        403,
        'The control address is for programs on this machine, not for browsers or other machines.',
      );
    const { door, id } = doorOf(incoming);
    return json(200, door.handle(service, inputOf(incoming), id));
  } catch (thrown) {
    if (!(thrown instanceof ControlError)) service.onDefect(thrown, 'control');
    const isExpected = thrown instanceof ControlError;
    const { status, message } = isExpected ? thrown : { status: 500, message: 'Internal error' };
    return json(status, { error: message });
  }
}

function doorOf({ method, path }: Incoming): { door: ControlRoute; id: string } {
  const rest = path.slice(CONTROL_PREFIX.length) || '/';
  const id = /^\/faults\/([\w-]+)$/.exec(rest)?.[1];
  const wanted = id === undefined ? rest : '/faults/<id>';
  const here = CONTROL_ROUTES.filter((it) => it.path === wanted);
  const door = here.find((it) => it.method === method);
  if (door) return { door, id: id ?? '' };
  if (here.length === 0) throw new ControlError(404, `No such door; GET ${CONTROL_PREFIX}/ lists them.`);
  throw new ControlError(405, `${rest} takes ${here.map((it) => it.method).join(', ')}.`);
}

function inputOf({ body }: Incoming): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const input = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  } catch {
    // answered like any other body that is not an object
  }
  throw new ControlError(400, 'The body must be a JSON object.');
}

function reset(service: Service, { data = service.dataSet }: Readonly<Record<string, unknown>>): object {
  if (!DATA_SETS.includes(data as DataSet)) throw new ControlError(400, 'data must be "demo" or "empty".');
  service.faults.clear();
  service.requestLog.clear();
  service.throttle.reset();
  service.store.state.clockOffsetMs = 0;
  service.store.replace(stateOf(data as DataSet, service.nowMs()));
  return {};
}

function advance(service: Service, { advanceMs }: Readonly<Record<string, unknown>>): object {
  if (typeof advanceMs !== 'number' || !Number.isInteger(advanceMs) || advanceMs < 0 || advanceMs > 1e12)
    throw new ControlError(400, 'advanceMs must be a whole number of milliseconds, 0 to 1e12.');
  service.store.state.clockOffsetMs += advanceMs;
  service.store.save(service.nowMs());
  return { nowMs: service.nowMs() };
}

function removeFault({ faults }: Service, _input: unknown, id: string): object {
  if (faults.remove(id)) return {};
  throw new ControlError(404, `There is no fault ${id}.`);
}

function toListing({ method, path, does }: ControlRoute): object {
  return { method, path: CONTROL_PREFIX + path, does };
}

function json(status: number, body: object): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: `${JSON.stringify(body)}\n` };
}

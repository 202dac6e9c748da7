import type { IncomingMessage } from 'node:http';
import type { CreateContext } from '../../graphql/create-context.js';
import type { Authenticate } from '../auth/authenticator.js';
import type { OperationGate } from '../limits/operation-gate.js';
import type { Quotas } from '../limits/quotas.js';
import type { SocketLimits } from '../limits/socket-limits.js';
import type { OperationObserver } from '../port.js';
import type { Validate } from './validation.js';

/** What every door asks before it lets anybody in: the same for HTTP, WebSocket and SSE. */
export interface RequestPipeline {
  readonly authenticate: Authenticate;
  readonly operationGate: OperationGate;
  readonly validate: Validate;
  readonly quotas: Quotas;
  readonly sockets: SocketLimits;
  readonly createContext: CreateContext;
  /** Is told of every operation. */
  readonly observer: OperationObserver;
  /** Whether a page that may, or no page at all, asks; see `origins.ts`. */
  readonly admitsPage: (request: Pick<IncomingMessage, 'headers'>) => boolean;
  /** False: nobody is told of the schema, nor by suggestions. */
  readonly introspection: boolean;
}

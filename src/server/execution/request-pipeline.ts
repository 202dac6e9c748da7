import type { IncomingMessage } from 'node:http';
import type { CreateContext } from '../../graphql/create-context.js';
import type { Authenticate } from '../auth/authenticator.js';
import type { OperationGate } from '../limits/operation-gate.js';
import type { Quotas } from '../limits/quotas.js';
import type { SocketLimits } from '../limits/socket-limits.js';
import type { OperationObserver } from '../port.js';
import type { Validate } from './validation.js';

/** What every transport checks before it lets a request in: the same for HTTP, WebSocket and SSE. */
export interface RequestPipeline {
  readonly authenticate: Authenticate;
  readonly operationGate: OperationGate;
  readonly validate: Validate;
  readonly quotas: Quotas;
  readonly sockets: SocketLimits;
  readonly createContext: CreateContext;
  /** Gets every operation. */
  readonly observer: OperationObserver;
  /** Whether the request comes from an allowed page, or from no page; see `origins.ts`. */
  readonly admitsPage: (request: Pick<IncomingMessage, 'headers'>) => boolean;
  /** False: no caller gets the schema, nor parts of it in suggestions. */
  readonly introspection: boolean;
}

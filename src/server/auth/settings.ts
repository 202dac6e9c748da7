import type { ApiKey } from './api-keys.js';
import type { JwtSettings } from './jwt.js';
import type { PolicyEntry } from './policy.js';

/** How callers sign in, and what they may do. */
export type AuthSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'api-key'; readonly keys: readonly ApiKey[]; readonly policy: readonly PolicyEntry[] }
  | { readonly kind: 'jwt'; readonly jwt: JwtSettings; readonly policy: readonly PolicyEntry[] };

/**
 * Room → its folders, and root files that are entries → what each may import of the same room. A folder that is not here
 * may import nothing of its room but the port and the root files that are not here.
 */
export const INSIDE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  upstream: {
    'rate-limit': [],
    coalescing: [],
    governor: ['coalescing', 'rate-limit'],
    aws: ['coalescing', 'governor'],
  },
  catalog: {
    log: [],
    state: [],
    memory: ['log', 'state'],
    embedded: ['log', 'state'],
    redis: ['log', 'state'],
  },
  leases: { memory: [], embedded: ['memory'], redis: [] },
  services: {
    reading: [],
    session: ['reading'],
    'account-regions': [],
    'planned-stops': ['session'],
    money: ['session'],
    budgets: ['money'],
    'budget-figures': ['money'],
    'budget-rights': ['account-regions', 'money', 'session'],
    mutations: ['account-regions', 'budget-rights', 'budgets', 'planned-stops', 'reading', 'session'],
    streams: ['account-regions', 'session'],
    status: ['reading', 'session', 'streams'],
    events: ['session', 'status', 'streams'],
    'global-ids': ['reading'],
    'model-versions': ['reading'],
    policies: ['mutations', 'reading'],
    projects: ['mutations', 'reading'],
    'schedule-reading': ['planned-stops', 'reading', 'session'],
  },
  web: { board: [], explorer: [] },
  server: {
    auth: [],
    http: [],
    limits: [],
    execution: ['auth', 'http', 'limits'],
    'response-cache': ['http', 'limits'],
    subscriptions: ['auth', 'execution', 'http', 'limits'],
    'alias-http': ['auth', 'execution', 'http'],
    'graphql-http': ['auth', 'execution', 'http', 'response-cache'],
  },
};

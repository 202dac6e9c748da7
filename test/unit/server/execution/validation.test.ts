import { parse } from 'graphql';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { UNKNOWN_SIZES } from '../../../../src/domain/list-sizes.js';
import { createSchema } from '../../../../src/graphql/schema.js';
import { silentLog } from '../../../../src/log.js';
import { createApolloDocuments, createValidate } from '../../../../src/server/execution/validation.js';
import { DEFAULT_LIMITS } from '../../../../src/server/limits/limits.js';
import { sha256 } from '../../../../src/server/limits/manifest.js';
import { createOperationGate } from '../../../../src/server/limits/operation-gate.js';
import { createTrustedDocuments } from '../../../../src/server/limits/trusted-documents.js';

const schema = createSchema();
const trusted = createTrustedDocuments('off', new Map(), silentLog);
const operationGate = createOperationGate({
  ...{ schema, limits: DEFAULT_LIMITS, trusted, accountRegionCount: 1 },
  sizesFor: () => UNKNOWN_SIZES,
});
const admit = (query: string) =>
  operationGate({ query, operationName: null, variables: {}, extensions: {} }, LOCAL_OWNER);

describe('a document', () => {
  it('is the same one for the same text from its second time on', () => {
    const [first, second, third] = Array.from({ length: 3 }, () => admit('{ eventCursor }')?.document);
    expect(second).not.toBe(first);
    expect(third).toBe(second);
  });

  it('is the same one at once if it is a subscription, because equal documents share their events', () => {
    const text = 'subscription { modelVersionStatusChanged { cursor } }';
    expect(admit(text)?.document).toBe(admit(text)?.document);
  });

  it('is refused with half a character: to a hash it would be another', () => {
    expect(() => admit('# \ud800\n{ eventCursor }')).toThrow('well-formed Unicode');
    expect(admit('# 😀\n{ eventCursor }')?.document).not.toBeNull();
  });
});

describe('what Apollo need not parse', () => {
  const documents = () => createApolloDocuments(createValidate(schema, true));

  it('is what was offered, by the hash that ends the key', async () => {
    const { offer, get } = documents();
    const document = parse('{ eventCursor }');
    offer('{ eventCursor }', document);
    expect(await get(`any:${sha256('{ eventCursor }')}`)).toBe(document);
  });

  it('is nothing that is not valid', async () => {
    const { offer, get } = documents();
    offer('{ nothing }', parse('{ nothing }'));
    expect(await get(sha256('{ nothing }'))).toBeUndefined();
  });

  it('is bounded', async () => {
    const { offer, get } = documents();
    for (let i = 0; i < 5_000; i++) {
      const text = `{ c${i}: eventCursor padding: eventCursor filling: eventCursor }`;
      offer(text, parse(text));
    }
    expect(
      await get(sha256('{ c0: eventCursor padding: eventCursor filling: eventCursor }')),
    ).toBeUndefined();
  });
});

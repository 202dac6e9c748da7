import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema, toSdl } from './graphql/schema.js';

// npm run codegen: writes the schema where clients, codegen and the drift test read it.
writeFileSync(join(__dirname, '../schema/schema.graphql'), toSdl(createSchema()));

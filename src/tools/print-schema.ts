import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toReference } from '../graphql/reference.js';
import { createSchema, toSdl } from '../graphql/schema.js';

// npm run codegen: writes the schema where clients, codegen and the drift test read it, and its reference page.
const FOLDER = join(__dirname, '../../schema');
const schema = createSchema();
writeFileSync(join(FOLDER, 'schema.graphql'), toSdl(schema));
writeFileSync(join(FOLDER, 'reference.md'), toReference(schema));

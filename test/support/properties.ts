import fc from 'fast-check';

/**
 * fast-check with the same inputs at every run, so that no run of the tests fails by chance. `npm run properties` tries
 * others: it prints its seed, and `PROPERTY_SEED` repeats it.
 */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_128);
fc.configureGlobal({ seed });

export { fc };

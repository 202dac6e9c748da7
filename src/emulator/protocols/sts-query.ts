import { SUPPORTED } from '../support.js';
import { queryProtocol } from './query.js';

/** https://docs.aws.amazon.com/STS/latest/APIReference/Welcome.html */
export const stsQuery = queryProtocol({
  service: 'sts',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: SUPPORTED.STS,
  takesOtherForms: true,
  inputOf(form) {
    const { DurationSeconds, ...members } = Object.fromEntries(form);
    return DurationSeconds === undefined ? members : { ...members, DurationSeconds: Number(DurationSeconds) };
  },
});

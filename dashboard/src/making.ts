/** Screens from a file to its segments, fetched together when first needed. */
export { Check } from './screen/check/check';
export { Run } from './screen/run/run';

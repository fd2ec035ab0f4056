/** Screens that compare, approve, try and watch versions, fetched together when first needed. */
export { Approve } from './screen/approve/approve';
export { Experiments } from './screen/experiments/experiments';
export { Monitor } from './screen/monitor/monitor';
export { Versions } from './screen/versions/versions';

/** Screens about single customers and about the deployment, fetched together when first needed. */
export { Audit } from './screen/audit/audit';
export { Costs } from './screen/costs/costs';
export { Customer } from './screen/customer/customer';
export { Features } from './screen/features/features';
export { Privacy } from './screen/privacy/privacy';
export { Settings } from './screen/settings/settings';

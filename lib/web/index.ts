export { collectMetrics } from './collect-metrics';
export { mayReadMetrics } from './metrics-access';
export { checkReadiness, type Readiness } from './readiness';

export { listEvents } from './queries-events';
export { countNumbers } from './queries-numbers';
export { listFirstSteps } from './queries-steps';

export { cancelCall } from './cancel-call';
export { hangUpCall } from './hang-up-call';
export { placeCall } from './place-call';
export { recordCalls } from './record-calls';

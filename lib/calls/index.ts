export { recordCalls } from './record-calls';

export { withoutIndexes } from './bulk-load';
export { generateStock } from './generate-stock';
export type { LoadProgress, ProgressListener } from './types';

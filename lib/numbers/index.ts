export { getPlaces, suggestPlaces } from './queries-places';
export { getAvailableNumber, listAlternatives } from './queries-stock';
export { explainEmptyResult, searchAvailableNumbers } from './search-available-numbers';
export type {
  AvailableNumber,
  AvailableNumberDetail,
  AvailableNumberPage,
  AvailableNumberType,
  EmptySearchExplanation,
  NumberCapabilities,
  PlaceSuggestion,
  SearchFilter,
  SearchTotal,
} from './types';

export { getCredentials, listKeys } from './queries';

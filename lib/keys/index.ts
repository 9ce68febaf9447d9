export { authenticateApi } from './authenticate-api';
export { getCredentials, listKeys } from './queries';

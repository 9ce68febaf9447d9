/** Endpoints an account may have. */
export const MAX_ENDPOINTS = 10;

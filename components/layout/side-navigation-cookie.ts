/** Remembers the narrow navigation, so that the server draws it right from the first paint. */
export const SIDE_NAVIGATION_COOKIE = 'twinline_navigation';

/** Most controllers, recipients or notices of one access. */
export const MOST_NAMED = 50;

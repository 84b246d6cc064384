/** Stands in for the package `server-only` in tests, which run without a bundler that knows client from server. */
export const serverOnly = true;

/** What build.mjs writes here: the bundle of each module that a reader's program may import, and the variable of each API's token. */
/* global BUNDLES, TOKEN_VARIABLES */

export const isKnown = (name) => name in BUNDLES;

/** Every bundle is beside this one. */
export const addressOf = (name) => (isKnown(name) ? new URL(BUNDLES[name], import.meta.url).href : undefined);

/** The mocks' table of every API. */
export const loadTables = () =>
  Promise.all(
    Object.keys(BUNDLES)
      .filter((name) => /^@apigouv\/(?!core\/).*\/mocks$/.test(name))
      .map(async (name) => (await import(addressOf(name))).mockTable),
  );

export const TOKENS = Object.fromEntries(TOKEN_VARIABLES.map((name) => [name, 'essai']));

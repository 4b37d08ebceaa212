export { mintToken, type TestTokenClaims } from './access/jwt.ts';
export { createMock, type Mock, type MockData } from './engine.ts';
export type { MockOptions, MockToken } from './options.ts';
export type { MockAnswer, MockRequest, MockRequestInit } from './request/incoming.ts';
export { slug as apiSlug } from './routing/slug.ts';
export { scenarios } from './scenarios/constructors.ts';
export type {
  AnalyseManuelle,
  Cible,
  ConnexionCoupee,
  CorpsVide,
  DelaiFournisseur,
  Erreur,
  Homonymes,
  JetonExpire,
  JsonTronque,
  Lenteur,
  LienExpire,
  Maintenance,
  MauvaisType,
  PageHtml,
  Panne,
  QuotaDepasse,
  SansReponse,
  Scenario,
  ScenarioErreur,
  ScenarioTransport,
  ScopeManquant,
  Verrou,
} from './scenarios/types.ts';
export type { MockCall } from './state/calls.ts';
export type {
  MaskTree,
  MockCase,
  MockError,
  MockLimit,
  MockOperation,
  MockTable,
  MockUsager,
} from './types.ts';

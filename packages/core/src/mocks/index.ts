export type { Limit, Param, Route } from '../client/definition.ts';
export type { Format } from '../identifiers/checks.ts';
export type { Clean } from '../identifiers/clean.ts';
export { mintToken, type TestTokenClaims } from './access/jwt.ts';
export { createMock, type Mock, type MockData } from './engine.ts';
export type { MockOptions, MockToken } from './options.ts';
export type { MockAnswer, MockRequest, MockRequestInit } from './request/incoming.ts';
export { scenarios } from './scenarios/constructors.ts';
export { aimsAt, canHit, type ScenarioTarget, scenarioTargets } from './scenarios/target.ts';
export type {
  CodeError,
  CutConnection,
  EmptyBody,
  ErrorScenario,
  ExpiredLink,
  ExpiredToken,
  Hang,
  HtmlPage,
  Locked,
  Maintenance,
  ManualReview,
  MissingScope,
  Outage,
  ProviderTimeout,
  QuotaExceeded,
  Scenario,
  SeveralFound,
  Slow,
  Target,
  TransportScenario,
  TruncatedJson,
  WrongType,
} from './scenarios/types.ts';
export type { MockCall } from './state/calls.ts';
export { slug as apiSlug } from './table/slug.ts';
export type {
  DocumentPlace,
  MaskedField,
  MaskTree,
  MockCase,
  MockError,
  MockOperation,
  MockTable,
  MockUsager,
  ServerOrder,
  ServerRule,
  Simulation,
} from './table/types.ts';

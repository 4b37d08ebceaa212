/**
 * Un FranceConnect local, pour développer et tester sans habilitation : un vrai serveur OpenID Connect (`oidc-provider`) aux règles de
 * FranceConnect, ses citoyens de test et ceux des autres API simulées.
 *
 * @packageDocumentation
 */
export type {
  FranceConnectMock,
  FranceConnectMockOptions,
  MockClient,
  MockDataProvider,
  MockGrant,
} from './options.ts';
export { startFranceConnect } from './start.ts';

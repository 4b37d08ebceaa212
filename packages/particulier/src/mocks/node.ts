/**
 * API Particulier simulée derrière un serveur HTTP local, utilisable depuis tout langage.
 *
 * @packageDocumentation
 */
export { type MockServer, type ServerOptions, startServer } from '@apigouv/core/mocks/node';

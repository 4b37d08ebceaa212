export { type MockServer, type ServerOptions, startServer } from './server.ts';

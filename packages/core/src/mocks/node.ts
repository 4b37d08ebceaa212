export { type MockServer, type Servable, type ServerOptions, startServer } from './server.ts';

import { toProblem } from '@apigouv/particulier';
import Fastify, { type FastifyInstance } from 'fastify';
import { CHAMPS, type Client, type Formulaire, quotient } from './quotient.ts';

export function creerFastify(particulier: Client): FastifyInstance {
  const app = Fastify();
  app.post<{ Body: Formulaire | undefined }>('/quotient', async ({ body = {} }) =>
    quotient(particulier, body),
  );
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    // Un refus de Fastify lui-même : JSON mal formé, corps trop grand.
    if (error.statusCode && error.statusCode < 500) return reply.send(error);
    request.log.error(error);
    const { status, headers, body } = toProblem(error, { fields: CHAMPS });
    return reply.code(status).headers(headers).send(body);
  });
  return app;
}

import { toProblem } from '@apigouv/particulier';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { CHAMPS, type Client, quotient } from './quotient.ts';

const repondre: ErrorRequestHandler = (error, request, response, next) => {
  // Un refus d'Express lui-même : JSON mal formé, corps trop grand.
  if (error.statusCode < 500) return next(error);
  request.app.emit('erreur', error);
  const { status, headers, body } = toProblem(error, { fields: CHAMPS });
  response.status(status).set(headers).json(body);
};

/** Express 5 : une fonction asynchrone qui échoue mène au dernier gestionnaire. L'événement `erreur` est pour vos journaux. */
export function creerExpress(particulier: Client): Express {
  const app = express();
  app.use(express.json());
  app.post('/quotient', async (request, response) => {
    response.json(await quotient(particulier, request.body ?? {}));
  });
  app.use(repondre);
  return app;
}

// An API behind a ministry's own gateway: what its consumer may and may not write; compiled by the tests, never run.
import type { CodeErreur } from './guichet/errors.ts';
import type { GuichetFranceConnectOperations, GuichetOperations } from './guichet/operations.ts';
import type { Foyer } from './guichet/types.ts';

export async function byNumber(client: GuichetOperations): Promise<void> {
  const { data } = await client.foyer.numero({ numero: '1234567890123', annee: 2023 });
  // @ts-expect-error A 204 has no data.
  data.rfr;
  const foyer: Foyer | undefined = data;
  await client.foyer.numero({ numero: '1234567890123', annee: 2023, correlationId: '…', idTeleservice: 'bourses' });
  // @ts-expect-error Each token goes to its own client.
  client.foyer.franceConnect();
  void foyer;
}

export async function byCitizen(client: GuichetFranceConnectOperations): Promise<void> {
  const { data } = await client.foyer.franceConnect();
  const foyer: Foyer = data;
  void foyer;
}

export const code: CodeErreur = '4031';

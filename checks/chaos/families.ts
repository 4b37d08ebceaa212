/** One operation of each kind, asked through the client that a program would use, about people who do not exist. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '@apigouv/core';
import { createEntreprise, type DocumentSource, downloadDocument } from '@apigouv/entreprise';
import { saveDocument } from '@apigouv/entreprise/node';
import { createImpotParticulier } from '@apigouv/impot-particulier';
import { createParticulier } from '@apigouv/particulier';
import type { Sandbox } from '@apigouv/sandbox';

/** What must be seen nowhere but on the wire. */
export const CANARY = {
  name: 'CANARIPOVSKA',
  firstName: 'SERINETTE',
  spi: '3199912345678',
  token: 'jeton-canari-9f3d51',
  citizen: 'jeton-citoyen-canari-4c1b7e',
  secret: 'secret-canari-d-application-77ab2e',
} as const;

export const CLIENT_ID = 'essai';

const PERSON = {
  nomNaissance: CANARY.name,
  prenoms: [CANARY.firstName],
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
} as const;

/** Asks once; what it hands back is looked at by `isSound`. */
type Ask = () => Promise<unknown>;

export interface Family {
  readonly name: string;
  /** Short name of its API, and the operation asked: what a scenario does to it follows from them. */
  readonly api: string;
  readonly operation: string;
  /** Only the download is troubled: its link was got before. */
  readonly download?: true;
  /** A new client, and what must be done before the trouble begins. */
  begin(sandbox: Sandbox, audit: (event: AuditEvent) => void): Promise<Ask>;
  isSound(answer: unknown): boolean;
}

/** Short delays: a call that hangs must not keep the whole waiting. */
export const DELAYS = { attempt: 400, total: 2500 };

const options = ({ apis }: Sandbox, api: string, audit: (event: AuditEvent) => void) => ({
  environment: apis[api] ?? '',
  timeout: DELAYS,
  // Places are counted for all the clients of the process: each trial has a quota of its own.
  account: randomUUID(),
  audit,
});

const particulierOf = (sandbox: Sandbox, audit: (event: AuditEvent) => void) =>
  createParticulier({
    ...options(sandbox, 'particulier', audit),
    token: CANARY.token,
    recipient: '13002526500013',
  });

const entrepriseOf = (sandbox: Sandbox, audit: (event: AuditEvent) => void) =>
  createEntreprise({
    ...options(sandbox, 'entreprise', audit),
    token: CANARY.token,
    recipient: '21920023500014',
    context: 'essai',
    object: 'essai',
  });

const impotOf = (sandbox: Sandbox, audit: (event: AuditEvent) => void) =>
  createImpotParticulier({
    ...options(sandbox, 'impot-particulier', audit),
    credentials: { clientId: CLIENT_ID, clientSecret: CANARY.secret, scopes: ['RessourceIR'] },
  });

/** Finds what a sound answer holds. */
const holds = (path: string, expected: unknown) => (answer: unknown) =>
  path.split('.').reduce((found, key) => Object(found)[key], answer) === expected;

const isWholePdf = (text: unknown): boolean =>
  typeof text === 'string' && text.startsWith('%PDF') && text.trimEnd().endsWith('%%EOF');

/** Saved in a folder of its own, where nothing else may be left. */
async function saved(source: DocumentSource, client: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  const path = join(folder, 'document.pdf');
  try {
    await saveDocument(path, source, { client, signal: AbortSignal.timeout(DELAYS.total) });
    return await readFile(path, 'latin1');
  } catch (error) {
    const left = await readdir(folder);
    throw left.length > 0 ? new Error(`reste après l'échec : ${left.length} fichier(s)`) : error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const FAMILIES: readonly Family[] = [
  {
    name: 'ressource',
    api: 'particulier',
    operation: 'dss.quotientFamilial.identite',
    begin: async (...own) => {
      const client = particulierOf(...own);
      return () => client.dss.quotientFamilial.identite(PERSON);
    },
    isSound: holds('data.quotient_familial.valeur', 321),
  },
  {
    name: 'FranceConnect',
    api: 'particulier',
    operation: 'dss.quotientFamilial.franceConnect',
    begin: async (...own) => {
      const client = particulierOf(...own).withFranceConnect(CANARY.citizen);
      return () => client.dss.quotientFamilial.franceConnect();
    },
    isSound: holds('data.quotient_familial.valeur', 321),
  },
  {
    name: 'liste',
    api: 'entreprise',
    operation: 'dgfip.chiffresAffaires',
    begin: async (...own) => {
      const client = entrepriseOf(...own);
      return () => client.dgfip.chiffresAffaires({ siret: '30025265000019' });
    },
    isSound: (answer) => Array.isArray(Object(answer).data),
  },
  {
    name: 'données ouvertes',
    api: 'entreprise',
    operation: 'insee.uniteLegaleDiffusible',
    begin: async (...own) => {
      const client = entrepriseOf(...own);
      return () => client.insee.uniteLegaleDiffusible({ siren: '552049447' });
    },
    isSound: (answer) => typeof Object(answer).data?.siren === 'string',
  },
  {
    name: 'jeton',
    api: 'particulier',
    operation: 'token.introspect',
    begin: async (...own) => {
      const client = particulierOf(...own);
      return () => client.token.introspect();
    },
    isSound: (answer) => Array.isArray(Object(answer).data?.scopes),
  },
  {
    name: 'publique',
    api: 'particulier',
    operation: 'api.ping',
    begin: async (...own) => {
      const client = particulierOf(...own);
      return () => client.api.ping();
    },
    // The status is the answer: a body may be missing, not be another.
    isSound: (answer) => ['ok', undefined].includes(Object(answer).data?.status),
  },
  {
    name: 'nue',
    api: 'impot-particulier',
    operation: 'ir.situation.spi',
    begin: async (...own) => {
      const client = impotOf(...own);
      return () => client.ir.situation.spi({ spi: CANARY.spi, annrev: 2024 });
    },
    isSound: holds('data.rfr', 40321),
  },
  {
    name: 'nue, FranceConnect',
    api: 'impot-particulier',
    operation: 'ir.situation.franceConnect',
    begin: async (...own) => {
      const client = impotOf(...own).withFranceConnect(CANARY.citizen);
      return () => client.ir.situation.franceConnect({ annrev: 2024 });
    },
    isSound: holds('data.rfr', 40321),
  },
  {
    name: 'document',
    api: 'entreprise',
    operation: 'urssaf.attestationVigilance',
    begin: async (...own) => {
      const client = entrepriseOf(...own);
      return async () => {
        const asked = await downloadDocument(
          (more) => client.urssaf.attestationVigilance({ siren: '000000109' }, more),
          { client },
        );
        return new Response(asked.stream).text();
      };
    },
    isSound: isWholePdf,
  },
  {
    name: 'téléchargement',
    api: 'entreprise',
    operation: 'dgfip.attestationFiscale',
    download: true,
    begin: async (...own) => {
      const client = entrepriseOf(...own);
      const link = await client.dgfip.attestationFiscale({ siren: '418166096' });
      return () => saved(link, client);
    },
    isSound: isWholePdf,
  },
  {
    name: 'relais',
    api: 'entreprise',
    operation: 'inpi.extraitRne',
    download: true,
    begin: async (...own) => {
      const client = entrepriseOf(...own);
      const link = await client.inpi.extraitRne({ siren: '000000109' });
      return () => saved(link, client);
    },
    isSound: isWholePdf,
  },
  {
    name: 'mandataire',
    api: 'entreprise',
    operation: 'djepva.association',
    download: true,
    begin: async (...own) => {
      const client = entrepriseOf(...own);
      const { data } = await client.djepva.association({ sirenOrRna: '389486242' });
      const address = data.documents_rna.find(({ url }) => url)?.url ?? '';
      return () => saved(async () => address, client);
    },
    isSound: isWholePdf,
  },
];

import type { DatabaseSync } from 'node:sqlite';
import type { DssQuotientFamilialIdentiteParams } from '@apigouv/particulier';

export type Identite = DssQuotientFamilialIdentiteParams;

/** Une famille, telle que l'application la connaît. `dossier` ne dit rien d'elle : c'est la clé du traitement. */
export interface Famille {
  dossier: string;
  identite: Identite;
}

/** Ce que l'application a décidé d'un dossier. */
export interface Decision {
  dossier: string;
  /** `null` : la caisse connaît la famille, et n'a pas calculé de quotient. */
  quotient: number | null;
  /** `null` : à instruire par un agent. */
  echelon: number | null;
}

const TABLES = `
CREATE TABLE IF NOT EXISTS familles (dossier TEXT PRIMARY KEY, identite TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS decisions (dossier TEXT PRIMARY KEY, quotient INTEGER, echelon INTEGER) STRICT;
`;

/** La base de l'application : les identités n'en sortent que le temps d'un appel. */
export class Familles {
  readonly #base: DatabaseSync;

  constructor(fichier: string) {
    this.#base = new (sqliteDeNode())(fichier);
    this.#base.exec(`PRAGMA journal_mode = WAL; ${TABLES}`);
  }

  ajouter(familles: Iterable<Famille>): void {
    const ajout = this.#base.prepare('INSERT INTO familles (dossier, identite) VALUES (?, ?)');
    this.#base.exec('BEGIN');
    for (const { dossier, identite } of familles) ajout.run(dossier, JSON.stringify(identite));
    this.#base.exec('COMMIT');
  }

  *dossiers(): Iterable<string> {
    const lignes = this.#base.prepare('SELECT dossier FROM familles ORDER BY dossier').iterate();
    for (const { dossier } of lignes) yield String(dossier);
  }

  identite(dossier: string): Identite {
    const ligne = this.#base.prepare('SELECT identite FROM familles WHERE dossier = ?').get(dossier);
    if (!ligne) throw new Error(`Dossier ${dossier} inconnu.`);
    return JSON.parse(String(ligne.identite));
  }

  /** Ce que fait un agent qui a vérifié un état civil. */
  corriger(dossier: string, identite: Identite): void {
    this.#base
      .prepare('UPDATE familles SET identite = ? WHERE dossier = ?')
      .run(JSON.stringify(identite), dossier);
  }

  /** Deux fois la même réponse laisse la même ligne : le traitement peut enregistrer deux fois. */
  decider(dossier: string, quotient: number | null): void {
    this.#base
      .prepare('INSERT OR REPLACE INTO decisions (dossier, quotient, echelon) VALUES (?, ?, ?)')
      .run(dossier, quotient, quotient === null ? null : echelonDe(quotient));
  }

  decisions(): Decision[] {
    return this.#base
      .prepare('SELECT dossier, quotient, echelon FROM decisions ORDER BY dossier')
      .all() as unknown as Decision[];
  }

  parEchelon(): { echelon: number | null; dossiers: number }[] {
    return this.#base
      .prepare('SELECT echelon, count(*) AS dossiers FROM decisions GROUP BY echelon ORDER BY echelon')
      .all() as unknown as { echelon: number | null; dossiers: number }[];
  }

  fermer(): void {
    this.#base.close();
  }
}

/** Barème (fictif) : plus le quotient est bas, plus l'échelon est haut. */
const echelonDe = (quotient: number): number =>
  [1400, 900, 500].filter((plafond) => quotient <= plafond).length;

/** Demandé au moment de s'en servir : un Node plus ancien lit ce fichier, et dit ce qui lui manque. */
function sqliteDeNode(): typeof DatabaseSync {
  const module = process.getBuiltinModule?.('node:sqlite');
  if (module) return module.DatabaseSync;
  throw new Error(
    `Cet exemple garde ses familles dans SQLite : Node 22.13 ou plus est nécessaire, celui-ci est ${process.version}.`,
  );
}

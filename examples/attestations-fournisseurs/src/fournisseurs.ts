import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PieceResult } from '@apigouv/entreprise';

/** Un fournisseur, à son numéro dans la comptabilité de l'acheteur : c'est la clé du traitement. */
export interface Fournisseur {
  numero: string;
  siret: string;
}

/**
 * Ce que l'acheteur garde : la liste, et pour chaque fournisseur un dossier, ses pièces en JSON et ses documents. Les pièces disent les
 * dirigeants et ouvrent les documents : seul le propriétaire des fichiers les lit.
 */
export class Fournisseurs {
  readonly #folder: string;
  readonly #sirets: ReadonlyMap<string, string>;

  constructor(folder: string) {
    this.#folder = folder;
    const liste: Fournisseur[] = JSON.parse(readFileSync(join(folder, 'fournisseurs.json'), 'utf8'));
    this.#sirets = new Map(liste.map(({ numero, siret }) => [numero, siret]));
  }

  static creer(folder: string, liste: readonly Fournisseur[]): Fournisseurs {
    ecrire(join(folder, 'fournisseurs.json'), liste);
    return new Fournisseurs(folder);
  }

  numeros(): Iterable<string> {
    return this.#sirets.keys();
  }

  siret(numero: string): string {
    const siret = this.#sirets.get(numero);
    if (!siret) throw new Error(`Fournisseur ${numero} inconnu.`);
    return siret;
  }

  /** Dossier de ses documents. */
  folder(numero: string): string {
    const folder = join(this.#folder, numero);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** Ce que le dernier passage a obtenu. */
  pieces(numero: string): PieceResult[] {
    try {
      return JSON.parse(readFileSync(join(this.folder(numero), 'pieces.json'), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  garder(numero: string, pieces: readonly PieceResult[]): void {
    ecrire(join(this.folder(numero), 'pieces.json'), pieces);
  }
}

/** D'un seul geste : un processus tué laisse l'ancien fichier, ou le nouveau. */
function ecrire(path: string, contenu: unknown): void {
  writeFileSync(`${path}.partiel`, JSON.stringify(contenu), { mode: 0o600 });
  renameSync(`${path}.partiel`, path);
}

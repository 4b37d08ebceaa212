import type { DocumentSource } from './link.ts';
import { begin, type DocumentOptions, type DownloadedDocument, open } from './open.ts';

export type { DocumentOptions, DownloadedDocument };

/**
 * Télécharge un document. Un lien de l'INPI, qui ne répond pas le PDF mais son adresse, est suivi jusqu'au PDF ; un lien que la plateforme
 * écrit en `http:` est suivi en HTTPS. Le jeton n'est jamais envoyé : aucun lien n'en demande. Une redirection, un autre hôte, un
 * contenu qui n'est pas un PDF sont refusés.
 *
 * Donnez une pièce de dossier, ou une fonction plutôt qu'une réponse : un lien mort est alors redemandé une fois sans le cache de la
 * plateforme.
 *
 * Les fichiers que la plateforme sert elle-même sont comptés dans leur quota (`proxied_files`) quand le client est connu.
 *
 * @throws `DocumentError`, `TimeoutError`, `QuotaError`, ou les erreurs de l'opération quand c'est une fonction qui est donnée.
 * @example
 * ```ts
 * import { downloadDocument } from '@apigouv/entreprise';
 *
 * const { stream, name, type } = await downloadDocument(
 *   (options) => entreprise.dgfip.attestationFiscale({ siren: '418166096' }, options),
 *   { client: entreprise },
 * );
 * console.log(type, name); // application/pdf attestationFiscale-418166096.pdf
 * await stream.cancel(); // ou : pipeTo, pour l'envoyer ailleurs
 * ```
 */
export async function downloadDocument(
  source: DocumentSource,
  options: DocumentOptions = {},
): Promise<DownloadedDocument> {
  const download = await begin(source, options);
  try {
    return await open(download, download.end);
  } catch (error) {
    download.end();
    throw error;
  }
}

import { type Batch, type BatchOptions, openBatch, type Progress, type Report } from '@apigouv/batch';
import { sqlite } from '@apigouv/batch/sqlite';
import type { Particulier } from '@apigouv/particulier';
import type { Familles } from './familles.ts';

type Client = Particulier<string, 'recipient'>;

/** Ouvre la campagne, ou la reprend : `fichier` ne garde que des numéros de dossier, des états et des codes. */
export function ouvrirCampagne(
  familles: Familles,
  particulier: Client,
  fichier: string,
  reglages: Pick<BatchOptions<unknown>, 'share' | 'attempts' | 'retryDelay' | 'concurrency' | 'hours'> = {},
): Promise<Batch> {
  return openBatch('bourses-2026', {
    store: sqlite(fichier),
    // L'identité se lit ici, et n'est gardée nulle part ailleurs que dans la base de l'application.
    call: (dossier, options) =>
      particulier.dss.quotientFamilial.identite(familles.identite(dossier), options),
    save: (dossier, { data }) => familles.decider(dossier, data.quotient_familial?.valeur ?? null),
    ...reglages,
  });
}

const heure = (date: Date): string => date.toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' });

export function avancement({ total, left, rate, endsAt, held, errors }: Progress): string {
  const codes = Object.entries(errors).map(([code, fois]) => `${code} × ${fois}`);
  return [
    `${total - left}/${total}`,
    `${rate.toFixed(1)} appels/s`,
    endsAt && left > 0 ? `fin vers ${heure(endsAt)}` : '',
    held ? `retenu (${held.by}) jusqu'à ${heure(held.until)}` : '',
    codes.join(', '),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Ce que l'agent fait d'un dossier qui n'a pas eu de réponse. */
const CONDUITES: Readonly<Record<string, string>> = {
  '35003': "la caisse n'a pas de dossier : demander l'avis d'imposition à la famille",
  '35560': 'état civil non reconnu : le faire vérifier, le corriger, puis remettre le dossier en attente',
};

/** Le compte rendu : les états, puis chaque code avec ses dossiers et ce qu'il faut en faire. */
export async function compteRendu(batch: Batch, report: Report): Promise<string[]> {
  const { outcome, pause, calls, durationMs, done, refused, abandoned, left } = report;
  const lignes = [
    `${outcome === 'paused' ? `en pause : ${pause?.message}` : outcome} · ${calls} appels en ${(durationMs / 1000).toFixed(1)} s`,
    `${done} décidés, ${refused} refusés, ${abandoned} abandonnés, ${left} à demander`,
  ];
  const parCode = new Map<string, string[]>();
  for (const state of ['refused', 'abandoned'] as const)
    for await (const { key, code = '' } of batch.lines(state))
      parCode.set(code, [...(parCode.get(code) ?? []), key]);
  for (const [code, dossiers] of parCode) {
    const conduite = CONDUITES[code] ?? 'panne qui a trop duré : remettre en attente quand elle est finie';
    const montres = dossiers.length > 3 ? `${dossiers.slice(0, 3).join(', ')}…` : dossiers.join(', ');
    lignes.push(`  ${code} : ${dossiers.length} dossier(s), ${montres} ; ${conduite}`);
  }
  return lignes;
}

/** What a trial is worth: the client survived it, told it rightly, and let nothing of the person or of the token be seen. */
import { ApigouvError } from '@apigouv/core';
import { LONGEST_MS, type Outcome, type Trial } from './trial.ts';
import type { Expected } from './troubles.ts';

/** What was missed, each in a sentence; nothing when all is well. */
export interface Verdict {
  readonly survived: string | undefined;
  readonly told: string | undefined;
  readonly kept: string | undefined;
}

export function judge(trial: Trial, expected: Expected, secrets: readonly string[]): Verdict {
  return {
    survived: notSurvived(trial),
    told: wronglyTold(trial.outcome, expected),
    kept: leaked(trial.sinks, secrets),
  };
}

function notSurvived({ outcome, after }: Trial): string | undefined {
  if (outcome.ms > LONGEST_MS) return `sans fin après ${Math.round(outcome.ms)} ms`;
  if (!after.sound) return `pas remis ensuite : ${nameOf(after)}`;
  return undefined;
}

function wronglyTold(outcome: Outcome, expected: Expected): string | undefined {
  if (expected === 'answer') return outcome.sound ? undefined : `réponse attendue, reçu : ${nameOf(outcome)}`;
  const { error } = outcome;
  if (!(error instanceof ApigouvError)) return `${expected.kind} attendu, reçu : ${nameOf(outcome)}`;
  const { kind, retry, userMessage } = error;
  const { code } = error as { code?: string };
  const wrong = [
    kind !== expected.kind && `kind ${kind} au lieu de ${expected.kind}`,
    retry !== expected.retry && `retry ${retry} au lieu de ${expected.retry}`,
    expected.code !== undefined && code !== expected.code && `code ${code} au lieu de ${expected.code}`,
    !userMessage && 'rien à montrer',
  ].filter(Boolean);
  return wrong.length > 0 ? wrong.join(', ') : undefined;
}

const nameOf = ({ error, sound }: Outcome): string => {
  if (error === undefined) return sound ? 'une réponse' : 'une réponse qui ne tient pas';
  const { name, kind } = error as { name?: string; kind?: string };
  return [name, kind].filter(Boolean).join(' ') || typeof error;
};

/** Whatever its case and its accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function leaked(sinks: Trial['sinks'], secrets: readonly string[]): string | undefined {
  const forms = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .map((form) => folded(form).replace(/=+$/, ''));
  const found = sinks.filter(([, text]) => forms.some((form) => folded(text).includes(form)));
  // Where, never what.
  return found.length > 0 ? `vu dans : ${[...new Set(found.map(([place]) => place))].join(', ')}` : undefined;
}

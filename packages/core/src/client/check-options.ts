/** Settings are refused when the client is made, or the call, by their name: a wrong one would fail at night, far from its cause. */
import type { ApiDefinition } from './definition.ts';
import { ConfigurationError } from './errors/local.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { LONGEST_TIMER_MS } from './wait.ts';

const isBetween = (value: unknown, min: number, max: number): boolean =>
  typeof value === 'number' && value >= min && value <= max;
const isCount = (value: unknown): boolean => isBetween(value, 1, Infinity) && Number.isSafeInteger(value);

function want(isRight: boolean, name: string, wanted: string): void {
  if (!isRight) throw new ConfigurationError(`Option « ${name} » : ${wanted} attendu.`);
}

const duration = (value: unknown, name: string): void =>
  want(
    value === undefined || isBetween(value, 1, LONGEST_TIMER_MS),
    name,
    `nombre de millisecondes de 1 à ${LONGEST_TIMER_MS}`,
  );

type Shared = Pick<CallOptions, 'timeout' | 'retries'>;

function checkShared({ timeout, retries }: Shared): void {
  if (typeof timeout === 'object' && timeout !== null) {
    duration(timeout.attempt, 'timeout.attempt');
    duration(timeout.total, 'timeout.total');
  } else duration(timeout, 'timeout');
  const isRight = retries === undefined || retries === false || retries === 0 || isCount(retries);
  want(isRight, 'retries', 'nombre entier ou false');
}

export function checkCallOptions(options: CallOptions): void {
  const { share, priority } = options;
  checkShared(options);
  want(share === undefined || (isBetween(share, 0, 1) && share > 0), 'share', 'nombre de ]0, 1]');
  want(priority === undefined || priority === 'low', 'priority', '« low »');
}

export function checkOptions({ limits }: ApiDefinition, options: ClientOptions): void {
  const { account, quota, maxBytes } = options;
  checkShared(options);
  want(maxBytes === undefined || isCount(maxBytes), 'maxBytes', "nombre d'octets");
  want(
    account === undefined || (typeof account === 'string' && !!account.trim()),
    'account',
    'texte non vide',
  );
  want(maxBytes === undefined || isCount(maxBytes), 'maxBytes', "nombre entier d'octets");
  if (!quota) return;
  const { mode, maxWait, addressLimit, limits: own = {} } = quota;
  want([undefined, 'wait', 'throw'].includes(mode), 'quota.mode', '« wait » ou « throw »');
  want(maxWait === undefined || isBetween(maxWait, 0, Infinity), 'quota.maxWait', 'nombre de millisecondes');
  want(
    !addressLimit || isCount(addressLimit),
    'quota.addressLimit',
    "nombre entier d'appels par minute ou false",
  );
  const groups = Object.keys(limits);
  for (const [group, rate] of Object.entries(own)) {
    want(groups.includes(group), `quota.limits.${group}`, `l'un des groupes ${groups.join(', ')}`);
    const [limit, seconds] = Array.isArray(rate) ? rate : [];
    const isRight = isCount(limit) && isBetween(seconds, 1e-3, LONGEST_TIMER_MS / 1000);
    want(isRight, `quota.limits.${group}`, '[appels, secondes], positifs,');
  }
}

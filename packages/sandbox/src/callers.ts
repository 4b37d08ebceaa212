/** Who may ask: any program; of the pages that a browser shows, those that come from here. */
import { isIP } from 'node:net';
import type { MockRequest } from '@apigouv/core/mocks';

/** Why a request is refused; nothing for one that is admitted. */
export type CallerCheck = (request: MockRequest) => string | undefined;

/** At most so many refused names are told: whoever calls chooses them. */
const TOLD = 20;

/**
 * A page's own name may be made to lead here (DNS rebinding), and its browser then lets it read everything: only names that nobody else
 * can choose are admitted, those of this machine and the `admitted`. Addresses are, too, where more than this machine may call.
 */
export function callerCheck(
  listening: string,
  admitted: readonly string[],
  tell: (message: string) => void,
): CallerCheck {
  const names = new Set([listening, ...admitted].map(nameOf));
  const isOpen = !isLoopback(nameOf(listening));
  const isHere = (name: string): boolean => names.has(name) || isLoopback(name) || (isOpen && isIP(name) > 0);
  const told = new Set<string>();

  return ({ headers }) => {
    const name = nameOf(headers.get('host') ?? 'localhost');
    const origin = headers.get('origin');
    if (isHere(name)) return origin === null || isHere(nameOf(hostOf(origin))) ? undefined : ELSEWHERE;
    const why = `Hôte « ${name} » refusé : une page d'un autre site a pu prendre ce nom pour lire ce bac à sable. S'il est à vous (réseau de conteneurs, mandataire), démarrez avec --allowed-hosts ${name}.`;
    if (!told.has(name) && told.size < TOLD) {
      told.add(name);
      tell(why);
    }
    return why;
  };
}

/** What is said to a page that is not of this server. */
export const ELSEWHERE = "Refusé : cette requête vient d'une page d'une autre origine.";

/** The sandbox's own page, or a program, which has no origin. */
export function isOwnPage({ headers }: MockRequest): boolean {
  const origin = headers.get('origin');
  return origin === null || hostOf(origin) === headers.get('host')?.toLowerCase();
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : '');

/** A host without its port, nor the brackets of an IPv6 address. */
function nameOf(host: string): string {
  if (isIP(host)) return host;
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name.startsWith('[') ? name.slice(1, -1) : name;
}

const isLoopback = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '::1' ||
  (name.startsWith('127.') && isIP(name) === 4);

/** How French says a name's owner and a length of time. */

/** `d'API Particulier`, `de FranceConnect`. */
export const ofName = (name: string): string => (/^[aeiouyéèêh]/i.test(name) ? `d'${name}` : `de ${name}`);

const UNITS = [
  { seconds: 3600, name: 'heure' },
  { seconds: 60, name: 'minute' },
];

/** `24 heures`: in the largest unit that divides it. */
export function durationText(seconds: number): string {
  const unit = UNITS.find((candidate) => seconds % candidate.seconds === 0) ?? {
    seconds: 1,
    name: 'seconde',
  };
  const count = seconds / unit.seconds;
  return `${count} ${unit.name}${count > 1 ? 's' : ''}`;
}

const ONE: Record<number, string> = { 1: 'seconde', 60: 'minute', 3600: 'heure', 86400: 'jour' };

/** What follows « par »: `minute`, `période de 10 secondes`. */
export const periodText = (seconds: number): string => ONE[seconds] ?? `période de ${durationText(seconds)}`;

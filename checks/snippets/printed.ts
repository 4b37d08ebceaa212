/** What a snippet says it prints: the comment after each `console.log`, where `…` stands for anything. */

const ANNOUNCED = /console\.log\(.*\); \/\/ (.+)/g;

/** Undefined when the snippet printed what it says; else, the sentence that tells the gap. */
export function gap(code: string, printed: string): string | undefined {
  const lines = [...code.matchAll(ANNOUNCED)].map(([, text = '']) => text);
  const expected = lines.map((line) => line.split('…').map(literal).join('.*')).join('\n');
  if (new RegExp(`^${expected}$`).test(printed.trim())) return undefined;
  return `affiche « ${printed.trim()} » au lieu de « ${lines.join('\n')} »`;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

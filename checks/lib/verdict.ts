/** Says how a measure ended; one that is wrong fails the command. */
export function verdict(isRight: boolean, text: string): void {
  console.log(`${isRight ? '✓' : '✗'} ${text}`);
  if (!isRight) process.exitCode = 1;
}

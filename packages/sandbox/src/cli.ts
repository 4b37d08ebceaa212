#!/usr/bin/env node
/** `npx @apigouv/sandbox`: starts the server, says how to use it, stops cleanly. */
import { mintToken } from '@apigouv/core/mocks';
import { readArgs, USAGE } from './command/args.ts';
import { line, welcome } from './command/messages.ts';
import { SandboxError } from './errors.ts';
import { startSandbox } from './sandbox.ts';

async function main(): Promise<void> {
  const { help, log, scopes, options } = readArgs(process.argv.slice(2));
  if (help) return console.log(USAGE);
  const sandbox = await startSandbox({
    ...options,
    onMessage: (message) => console.log(message),
    ...(log ? { onCall: (call) => console.log(line(call)) } : {}),
  });
  console.log(welcome(sandbox, scopes ? mintToken({ scopes }) : 'essai'));
  const stop = (): void => {
    sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (!(error instanceof SandboxError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program that serves. */
export interface Program {
  url: string;
  /** How long it took to listen. */
  ms: number;
  stop(): Promise<void>;
  /** What it holds, in MiB. */
  memory(): number;
}

/** Starts a program that prints the address it listens on. */
export async function start(args: readonly string[]): Promise<Program> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(out);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`arrêt prématuré, code ${code}`)));
  });
  const ms = performance.now() - started;
  const stop = () =>
    new Promise<void>((resolve) => {
      child.removeAllListeners('exit').once('exit', () => resolve());
      child.kill();
    });
  return { url, ms, stop, memory: () => memoryOf(child.pid) };
}

function memoryOf(pid: number | undefined): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

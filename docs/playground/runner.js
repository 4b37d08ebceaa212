/**
 * Runs a reader's program: in a worker, which has no page to hold a token and can be stopped, its calls answered by MSW's service worker.
 * A page that can have none (plain HTTP, private windows) has the simulation answer inside the worker.
 */
import { addressOf } from './bundles.js';
import { resolveImports } from './modules.ts';

const LONGEST_MS = 20_000;

let interception;
async function intercept() {
  if (!navigator.serviceWorker) return undefined;
  // Imported where there is one to speak to: MSW looks for it as soon as it is read.
  const { startInterception } = await import('./interception.js');
  return startInterception();
}

/** `show` receives the lines shown so far, each time there are more. */
export async function runProgram(program, { situation, show }) {
  const lines = [];
  const tell = (text) => {
    if (text) lines.push(text);
    show(lines);
  };
  try {
    const { javascriptOf } = await import('./typescript.js');
    const code = resolveImports(javascriptOf(program), addressOf);
    interception ??= intercept().catch(() => undefined);
    const answerAs = await interception;
    answerAs?.(situation);
    await inWorker({ code, situation: answerAs ? undefined : situation }, tell);
  } catch (error) {
    tell(`Le programme ne peut pas être lu : ${error.message}`);
  }
  return lines;
}

let stopPrevious = () => {};
function inWorker(message, tell) {
  stopPrevious();
  const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
  return new Promise((resolve) => {
    const end = (text) => {
      clearTimeout(timer);
      worker.terminate();
      tell(text);
      resolve();
    };
    const timer = setTimeout(() => end(`Arrêté après ${LONGEST_MS / 1000} secondes.`), LONGEST_MS);
    stopPrevious = () => end('');
    worker.onmessage = ({ data: { kind, text } }) => (kind === 'end' ? end(text) : tell(text));
    worker.onerror = ({ message: reason }) =>
      end(`Le programme ne peut pas être lu : ${reason ?? 'import introuvable'}`);
    worker.postMessage(message);
  });
}

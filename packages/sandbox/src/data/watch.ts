import { watch } from 'node:fs';
import type { Mock, MockTable } from '@apigouv/core/mocks';
import { type FolderData, readFolder } from './folder.ts';

const SETTLE_MS = 100;

/** Gives the mock a folder's cases, and again each time it changes; `tell` hears of it. What is wrong at the start is thrown. */
export async function watchFolder(
  folder: string,
  mock: Mock,
  tables: readonly MockTable[],
  tell: (message: string) => void,
): Promise<{ close(): void }> {
  const read = async (): Promise<void> => {
    const found = await readFolder(folder, tables);
    mock.load(found);
    tell(summary(found));
  };
  await read();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    // Editors save in several steps: the folder is read once it is quiet.
    clearTimeout(timer);
    timer = setTimeout(() => {
      read().catch((error: Error) => tell(`Données non relues, les précédentes restent : ${error.message}`));
    }, SETTLE_MS);
  });
  watcher.on('error', () => tell(`Dossier de données perdu de vue : ${folder}.`));
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

function summary({ count, ignored }: FolderData): string {
  const left = ignored.length ? ` ; dossiers sans opération ici : ${ignored.join(', ')}` : '';
  return `${count} cas de test lus${left}.`;
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const COMPILER = {
  target: 'es2022',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
};

export interface Report {
  /** Folder of the package. */
  folder: string;
  /** Name of the door's report. */
  entry: string;
  types: string;
  temporary: string;
  /** Writes the report, instead of comparing with it. */
  accept: boolean;
}

/** Compares what a door exports with its report. */
export function reportOf(report: Report): { changed: boolean; errors: number } {
  const { apiReportChanged, errorCount } = Extractor.invoke(configurationOf(report), {
    localBuild: report.accept,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  return { changed: apiReportChanged, errors: errorCount };
}

function configurationOf({ folder, entry, types, temporary }: Report): ExtractorConfig {
  const reportFolder = join(folder, 'api');
  mkdirSync(reportFolder, { recursive: true });
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      compiler: { overrideTsconfig: { compilerOptions: COMPILER } },
      apiReport: {
        enabled: true,
        reportFolder,
        reportTempFolder: temporary,
        reportFileName: entry,
        // The raw door's paths are the specification, reviewed there.
        includeForgottenExports: entry !== 'raw',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      },
    },
  });
}

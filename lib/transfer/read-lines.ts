import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { TransferError } from './transfer-error';

/** The lines of a text that comes in pieces; what follows the last line end is a line too. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/**
 * Hands the lines of a gzip file to `read`, as fast as it takes them.
 * @throws {TransferError} when it is no such file, or is cut off
 */
export async function readLines<T>(
  file: string,
  read: (lines: AsyncGenerator<string, void>) => Promise<T>,
): Promise<T> {
  const source = createReadStream(file);
  const text = createGunzip().setEncoding('utf8');
  source.once('error', (error) => text.destroy(error));
  source.pipe(text);
  try {
    return await read(linesOf(text as AsyncIterable<string>));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new TransferError(`${file} is no whole export.`, { cause: error });
  } finally {
    source.destroy();
    text.destroy();
  }
}

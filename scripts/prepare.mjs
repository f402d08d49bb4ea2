/** What must be there before anything runs: packages, the database client, the build. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';
import { hashSources } from './source-hash.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const minimumNode = [20, 19];
/** npm writes the two lock files one after the other. */
const lockFileSlackMs = 60_000;

const inRoot = (...parts) => path.join(root, ...parts);
const modifiedAt = (file) => statSync(file).mtimeMs;

/** The command of an installed package, without npx and without a shell. */
export const nodeCommand = (script, ...args) => [process.execPath, inRoot(...script), ...args];

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = minimumNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `This needs Node.js ${minimumNode.join('.')} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

function isInstalled() {
  const installed = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  return modifiedAt(installed) + lockFileSlackMs >= modifiedAt(inRoot('package-lock.json'));
}

/** @returns {Promise<boolean>} whether the packages are there now */
export async function ensureInstalled() {
  if (isInstalled()) return true;
  console.log('Installing packages (npm ci) …');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const { code } = await runCommand([...npm, 'ci', '--include=dev'], { cwd: root });
  return code === 0;
}

/** @returns {Promise<boolean>} whether the generated database client fits the schema now */
export async function ensureClient() {
  const client = inRoot('lib', 'db', 'generated', 'client.ts');
  const schema = inRoot('prisma', 'schema.prisma');
  if (existsSync(client) && modifiedAt(client) >= modifiedAt(schema)) return true;
  console.log('Generating the database client …');
  const { code } = await runCommand(
    nodeCommand(['node_modules', 'prisma', 'build', 'index.js'], 'generate'),
    { cwd: root },
  );
  return code === 0;
}

/** @returns {Promise<boolean>} whether .next holds a build of the sources as they are */
export async function ensureBuilt() {
  const marker = inRoot('.next', 'source-hash');
  const hash = hashSources(root);
  const isFresh =
    existsSync(inRoot('.next', 'BUILD_ID')) &&
    existsSync(marker) &&
    readFileSync(marker, 'utf8') === hash;
  if (isFresh) {
    console.log('The build is up to date.');
    return true;
  }
  console.log('Building (next build) …');
  const { code } = await runCommand(
    nodeCommand(['node_modules', 'next', 'dist', 'bin', 'next'], 'build'),
    { cwd: root, env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } },
  );
  if (code !== 0) return false;
  mkdirSync(inRoot('.next'), { recursive: true });
  writeFileSync(marker, hash);
  return true;
}

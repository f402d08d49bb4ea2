import path from 'node:path';
import { build } from 'esbuild';

/**
 * For Turbopack: a module imported with `?page-script` is the text of a script for the browser, with all that
 * it imports. Browsers that are too old for what is left in it have no passkeys either.
 */
export default function loadPageScript() {
  const done = this.async();
  const { resourcePath, rootContext } = this;
  build({
    absWorkingDir: rootContext,
    entryPoints: [resourcePath],
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2020',
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    write: false,
  }).then(({ outputFiles, metafile }) => {
    for (const file of Object.keys(metafile.inputs)) {
      this.addDependency(path.resolve(rootContext, file));
    }
    done(null, `export default ${JSON.stringify(outputFiles[0].text.trim())};`);
  }, done);
}

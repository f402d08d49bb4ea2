import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layerZones, vendorConfigs } from './scripts/lint/layers.mjs';

const code = ['**/*.{ts,tsx}'];
const product = ['{app,lib,components,i18n}/**/*.{ts,tsx}', '*.ts'];
const mayReadEnvironment = [
  'lib/platform/env.ts',
  '*.config.{ts,mjs}',
  '{scripts,e2e,harness,demo,bench,docs}/**',
];

const swallowedErrors = [
  {
    selector: 'CatchClause > BlockStatement[body.length=0]',
    message: 'A caught error is handled, logged or thrown on, never swallowed.',
  },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > :matches(BlockStatement[body.length=0], Identifier[name='undefined'].body)",
    message: 'A rejected promise is handled, logged or thrown on, never swallowed.',
  },
];

const exportableKeyPairs = [
  {
    selector:
      "CallExpression[callee.name=/^generateKeyPair(Sync)?$/]:not(:has(Property[key.name='privateKeyEncoding']))",
    message:
      'Exporting a key object of its own generation can hang Node 20 for ever: generate the pair encoded, then read it.',
  },
];

const environmentReads = [
  {
    // NEXT_RUNTIME is written into the bundle by Next itself and is no setting.
    selector:
      ":not(MemberExpression[property.name='NEXT_RUNTIME']) > MemberExpression[object.name='process']:matches([property.name='env'], [property.value='env'])",
    message: 'Settings are read in lib/platform/env.ts only.',
  },
  {
    selector:
      "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env'], ImportDeclaration[source.value=/^(node:)?process$/]",
    message: 'Settings are read in lib/platform/env.ts only.',
  },
];

export default defineConfig(
  globalIgnores([
    '.next/',
    'client/dist/',
    'client/src/api-types.ts',
    'data/',
    'lib/db/generated/',
    'next-env.d.ts',
    'playwright-report/',
    'test-results/',
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
          tsconfig: { configFile: `${import.meta.dirname}/tsconfig.json` },
        }),
      ],
      'import-x/extensions': ['.ts', '.tsx', '.mjs', '.js', '.cjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...swallowedErrors, ...exportableKeyPairs],
    },
  },
  {
    files: code,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-deprecated': [
        'error',
        // Marked as deprecated so that it is seen: plain http is for suppliers outside production.
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: layerZones },
      ],
    },
  },
  ...vendorConfigs,
  { files: product, rules: { 'no-console': 'error' } },
  {
    files: code,
    ignores: mayReadEnvironment,
    rules: {
      'no-restricted-syntax': [
        'error',
        ...swallowedErrors,
        ...exportableKeyPairs,
        ...environmentReads,
      ],
    },
  },
  {
    files: ['{app,components}/**/*.tsx', '{app,components}/**/*.ts'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // A route only declares: its words in the reference, who may call, the schemas, the use case.
    files: ['app/v1/**/route.ts'],
    rules: { 'max-lines': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
);

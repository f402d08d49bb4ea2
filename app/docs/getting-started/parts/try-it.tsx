import { CodeBlock } from '@/components/docs/code-block';
import { GuideSection } from '@/components/docs/guide-section';

const COMMANDS = [
  'export REGISTER=http://localhost:3000',
  'export ACCOUNT_ID=northwind-energy SECRET_KEY=demo-secret-northwind',
  'bash docs/samples/curl/token.sh',
  'python3 docs/samples/python/identity_record.py 1200023305967 customer@example.com',
  'npx tsx docs/samples/typescript/reidentify.ts 1200023305967 \\',
  '  http://127.0.0.1:4000/northwind/mail-return',
].join('\n');

export function TryIt() {
  return (
    <GuideSection id="try-it" title="9. Try it">
      <p>
        The register’s repository brings a demo: <code>npm run demo</code> starts a register on your
        own machine and made-up companies that use it, with credentials, a mail outbox, and no
        account anywhere. One of them, Solara Homes, tries to register more than you were shown, so
        that you can see the refusal. The samples of this page run against it:
      </p>
      <CodeBlock label="Commands" code={COMMANDS} />
      <p>
        Mails wait at <code>http://localhost:3000/dev/outbox</code>. Every call, field and error is
        in the{' '}
        <a href="/docs" className="text-link">
          API reference
        </a>
        .
      </p>
    </GuideSection>
  );
}

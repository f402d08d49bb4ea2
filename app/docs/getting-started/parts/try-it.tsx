import { GuideSection } from '@/components/docs/guide-section';

export function TryIt() {
  return (
    <GuideSection id="try-it" title="9. Try it">
      <p>
        The register’s repository brings a demo: <code>npm run demo</code> starts a register on your
        own machine and two made-up companies that use it, with credentials, a mail outbox, and no
        account anywhere. The samples of this page run against it:
      </p>
      <pre
        tabIndex={0}
        role="region"
        aria-label="Commands"
        className="my-5 overflow-x-auto rounded-xl border border-line bg-card p-4 text-sm leading-relaxed [overflow-wrap:normal]"
      >
        <code>
          {[
            'export REGISTER=http://localhost:3000',
            'export ACCOUNT_ID=northwind-energy SECRET_KEY=demo-secret-northwind',
            'bash docs/samples/curl/token.sh',
            'python3 docs/samples/python/identity_record.py 1200023305967 customer@example.com',
            'npx tsx docs/samples/typescript/reidentify.ts 1200023305967 \\',
            '  http://127.0.0.1:4000/northwind/mail-return',
          ].join('\n')}
        </code>
      </pre>
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

import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

export function Credentials({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="credentials" title="1. Credentials and token">
      <p>
        The operator of the register gives you an <code>account-id</code> and a{' '}
        <code>secret-key</code>. They buy a bearer token, which every other call carries. It is good
        for two hours: keep it, and ask for the next one shortly before it ends, not before every
        call.
      </p>
      <Sample name="token" language={language} />
      <p>
        The samples take <code>REGISTER</code> (<code>https://id.central.consent</code>),{' '}
        <code>ACCOUNT_ID</code> and <code>SECRET_KEY</code> from the environment; those for curl
        also take <code>TOKEN</code>, the <code>bearer-token</code> of the answer. Those in
        TypeScript use <code>central-access-register-client</code>, the typed client that comes with
        the register’s source: it keeps the token, repeats what may be repeated, and checks who came
        back. The others show what it does.
      </p>
      <p>
        Two things to set up once. <code>PUT /self/redirect-urls</code> lists the addresses of yours
        that customers may be sent back to; the register sends them nowhere else, to the letter.{' '}
        <code>POST /self/rotate-secret</code> gives you a new secret, which is shown once; the old
        one stays good for 15 minutes, so that you can change it without a gap.
      </p>
    </GuideSection>
  );
}

import { Section } from './section';

/** The way to end every session of an account in the console at `root`. */
export function SessionsSection({ root }: { root: string }) {
  return (
    <Section id="sessions" heading="Sessions" intro="Of everyone who signed in with this account.">
      <form method="post" action={`${root}/sign-out`}>
        <button type="submit" name="everywhere" value="1" className="button button-quiet">
          Sign out everywhere
        </button>
      </form>
    </Section>
  );
}

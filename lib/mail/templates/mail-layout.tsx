import type { ReactNode } from 'react';
import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components';
import type { MailPart } from './mail-part';
import { darkMode, styles } from './mail-style';

function Code({ code }: { code: NonNullable<MailPart['code']> }) {
  return (
    <>
      <Text style={styles.text}>{code.label}:</Text>
      <Text className="code" style={styles.code}>
        {code.digits}
      </Text>
      <Text className="soft" style={styles.note}>
        {code.note}
      </Text>
    </>
  );
}

function Action({ action }: { action: NonNullable<MailPart['action']> }) {
  return (
    <>
      {action.before && <Text style={styles.text}>{action.before}</Text>}
      <Button className="button" href={action.link} style={styles.button}>
        {action.label}
      </Button>
      <Text className="soft" style={styles.raw}>
        {action.rawLabel}
        <br />
        <Link className="link" href={action.link} style={styles.link}>
          {action.link}
        </Link>
      </Text>
    </>
  );
}

/** The organisation's name stands out where a text first speaks of it. */
function Emphasised({ text, name }: { text: string; name: string | null }) {
  const at = name === null ? -1 : text.indexOf(name);
  if (name === null || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <strong>{name}</strong>
      {text.slice(at + name.length)}
    </>
  );
}

function Half({ part, level }: { part: MailPart; level: 'h1' | 'h2' }) {
  const sublevel = level === 'h1' ? 'h2' : 'h3';
  return (
    <div lang={part.lang}>
      <Heading as={level} style={styles.heading}>
        {part.heading}
      </Heading>
      {part.intro.map((text) => (
        <Text key={text} style={styles.text}>
          <Emphasised text={text} name={part.organisation} />
        </Text>
      ))}
      {part.code && <Code code={part.code} />}
      {part.action && <Action action={part.action} />}
      {part.details.map(({ term, text }) => (
        <Text key={term} style={styles.detail}>
          <strong>{term}</strong>
          <br />
          {text}
        </Text>
      ))}
      <Heading as={sublevel} style={styles.subheading}>
        {part.unexpected.heading}
      </Heading>
      {part.unexpected.text.map((text) => (
        <Text key={text} style={styles.text}>
          {text}
        </Text>
      ))}
      <Text className="soft" style={styles.footer}>
        {part.footer}
      </Text>
      <Text className="soft" style={styles.footer}>
        {part.genuine.text}{' '}
        <Link className="link" href={part.genuine.link} style={styles.link}>
          {part.genuine.typed}
        </Link>
      </Text>
    </div>
  );
}

function Inside({ children }: { children: ReactNode }) {
  return (
    <Section>
      <div className="inside" style={styles.inside}>
        {children}
      </div>
    </Section>
  );
}

/** A mail as a page: one language above the other, each whole. Loads nothing from anywhere. */
export function MailLayout({ first, second }: { first: MailPart; second: MailPart }) {
  return (
    <Html lang={first.lang}>
      <Head>
        <title>{first.heading}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkMode}</style>
      </Head>
      <Body className="page" style={styles.body}>
        <Preview>{first.intro.join(' ')}</Preview>
        <Container className="card" style={styles.card}>
          <Section>
            <div className="band" style={styles.band}>
              <Text style={styles.register}>{first.register}</Text>
              <Text lang={second.lang} style={styles.also}>
                {second.alsoInThisLanguage}
              </Text>
            </div>
          </Section>
          <Inside>
            <Half part={first} level="h1" />
          </Inside>
          <Hr className="rule" style={styles.rule} />
          <Inside>
            <Half part={second} level="h2" />
          </Inside>
        </Container>
      </Body>
    </Html>
  );
}

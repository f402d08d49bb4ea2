import type { MailPart } from './mail-part';

const RULE = '-'.repeat(60);

/** One half as plain text: paragraphs with a blank line between; each link on a line of its own. */
function plainPart(part: MailPart): string {
  const { code, action, unexpected } = part;
  return [
    `${part.heading}\n${'='.repeat(part.heading.length)}`,
    ...part.intro,
    ...(code ? [`${code.label}:`, `    ${code.digits}`, code.note] : []),
    ...(action
      ? [...(action.before ? [action.before] : []), `${action.label}:\n${action.link}`]
      : []),
    part.details.map(({ term, text }) => `${term}: ${text}`).join('\n'),
    `${unexpected.heading}: ${unexpected.text.join(' ')}`,
    part.footer,
    `${part.genuine.text} ${part.genuine.typed}`,
  ].join('\n\n');
}

/** The plain-text form of a mail, both languages. */
export function plainText(first: MailPart, second: MailPart): string {
  const top = `${first.register}\n${second.alsoInThisLanguage}`;
  return `${[top, plainPart(first), RULE, plainPart(second)].join('\n\n')}\n`;
}

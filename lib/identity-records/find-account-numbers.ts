import { digitRuns, type Run } from './digit-runs';

const MIN_CARD = 13;
const MAX_CARD = 19;

/** How card numbers are grouped where they are written down. */
const cardGroups: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 1],
  [4, 6, 5],
  [4, 6, 4],
];

/** The value of a decimal digit of any script: each script has its ten in a row. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 9; value += 1) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return value;
  }
  return 9;
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = valueOf(digit);
      const doubled = index % 2 === 1 ? value * 2 : value;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/** Milliseconds since 1970, from 2001 to 2033: no card number of 13 digits begins with a 1. */
const EPOCH_MS = /^1\d{12}$/;
/** An IMEI has a Luhn digit as a card has one; of the cards of 15 digits all begin with 34 or 37. */
const IMEI = /^(?!34|37)\d{15}$/;

function isCard(digits: string, keys: Keys): boolean {
  if (digits.length < MIN_CARD || digits.length > MAX_CARD || EPOCH_MS.test(digits)) return false;
  if (keys.speakOfDevice && IMEI.test(digits)) return false;
  return passesLuhn(digits);
}

/** The groups of a run that stand as those of a card do, whatever was written before or behind them. */
function cardsWithin({ groups }: Run): string[] {
  return groups.flatMap((group, start) => {
    const grouped = cardGroups
      .map((lengths) => groups.slice(start, start + lengths.length))
      .filter((found, index) =>
        cardGroups[index]?.every((length, place) => found[place]?.length === length),
      );
    return [group, ...grouped.map((found) => found.join(''))];
  });
}

/** What the keys speak of under which a value stands, those around it included. */
interface Keys {
  speakOfAccount: boolean;
  speakOfDevice: boolean;
}

const ACCOUNT_WORD =
  /^(?:(?:credit|debit|bank|payment|charge)?cards?(?:no|num|number|nr)?|.*accounts?(?:no|num|number|nr)?|acct?s?(?:no|num|number|nr)?|sortcodes?|ibans?(?:no|number)?|pans?(?:no|num|number|nr)?)$/;
const DEVICE_WORD = /^(?:devices?|device(?:id|no|number)|imeis?|serial)$/;

/** `cardNumber`, `card_number` and `Card number` as `card`, `number`. */
function wordsOf(key: string): string[] {
  return key
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

function under(key: string, around: Keys): Keys {
  const words = wordsOf(key);
  const isSortCode = words.some((word, index) => word === 'sort' && words[index + 1] === 'code');
  return {
    speakOfAccount:
      around.speakOfAccount || isSortCode || words.some((word) => ACCOUNT_WORD.test(word)),
    speakOfDevice: around.speakOfDevice || words.some((word) => DEVICE_WORD.test(word)),
  };
}

function isUnredacted(value: string, mpxn: string, keys: Keys): boolean {
  return digitRuns(value, mpxn).some(
    (run) =>
      keys.speakOfAccount ||
      [run.digits, ...cardsWithin(run)].some((digits) => isCard(digits, keys)),
  );
}

function isUnredactedNumber(value: number, mpxn: string, keys: Keys): boolean {
  if (Number.isInteger(value)) return isUnredacted(BigInt(value).toString(), mpxn, keys);
  // Elsewhere the digits of a fraction are a measure, and one in ten of them would pass Luhn.
  return keys.speakOfAccount && isUnredacted(String(value), mpxn, keys);
}

function find(value: unknown, mpxn: string, path: PropertyKey[], keys: Keys): PropertyKey[][] {
  if (typeof value === 'string') return isUnredacted(value, mpxn, keys) ? [path] : [];
  if (typeof value === 'number') return isUnredactedNumber(value, mpxn, keys) ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (Array.isArray(value)) return find(child, mpxn, [...path, Number(key)], keys);
    const below = under(key, keys);
    // The key itself must not be echoed in the answer.
    if (isUnredacted(key, mpxn, below)) return [path];
    return find(child, mpxn, [...path, key], below);
  });
}

/**
 * The paths, from `path` on, of every string, number and key in `detail` that holds an unredacted number: a
 * run of 13 to 19 digits that passes Luhn, or, under a key that speaks of a card, an account, a sort code,
 * an IBAN or a pan, any run of 8 or more (docs/api/identity-records.md#card-and-account-numbers). A device's
 * id and an epoch time are none. Digits that are spread over several fields are not seen.
 */
export function findAccountNumbers(
  detail: unknown,
  mpxn: string,
  path: PropertyKey[],
): PropertyKey[][] {
  return find(detail, mpxn, path, { speakOfAccount: false, speakOfDevice: false });
}

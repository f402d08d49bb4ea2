/** A member to set in a copy of a body; `undefined` takes it out. */
export type Change = readonly [path: string, value: unknown];

interface Body {
  [field: string]: unknown;
}

function setAt(target: Body, keys: string[], value: unknown): void {
  const [key = '', ...rest] = keys;
  if (rest.length > 0) {
    setAt(target[key] as Body, rest, value);
  } else if (value === undefined) {
    Reflect.deleteProperty(target, key);
  } else {
    target[key] = value;
  }
}

/** A copy of `body` with each change made; paths as the API writes them, `processing.data-types[0]`. */
export function changed(body: Body, ...changes: Change[]): Body {
  const copy = structuredClone(body);
  for (const [path, value] of changes) {
    setAt(copy, path.replace(/\[(\d+)\]/g, '.$1').split('.'), value);
  }
  return copy;
}

const controller = (name: string, role: string) => ({
  name,
  role,
  'contact-url': 'https://northwind.example/contact',
});

/** One organisation, consent, no end: the plainest body that is accepted. */
export function consentBody(ir: string | null = null): Body {
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': {
        'arrangement-type': 'sole',
        controllers: [controller('Northwind Energy', 'sole')],
      },
      'identity-record-ref': ir,
    },
    notice: {
      'shared-notice': {
        'terms-url': 'https://northwind.example/terms',
        'notice-version': '2026-01',
      },
    },
    processing: {
      'legal-basis': 'uk-consent',
      purpose: 'To recommend a tariff',
      'data-types': ['HH-CONSUMPTION'],
    },
    'access-event': {
      state: 'ACTIVE',
      'registered-at': '2026-01-15T09:30:00Z',
      expiry: null,
      consent: { 'consent-type': 'expressed-consent' },
    },
  };
}

/** A basis that needs no consent. */
export function contractBody(ir: string | null = null, legalBasis = 'uk-contract'): Body {
  return changed(
    consentBody(ir),
    ['notice', null],
    ['processing.legal-basis', legalBasis],
    ['access-event.consent', null],
  );
}

/** Two organisations that answer together, each with a notice of its own. */
export function jointBody(ir: string | null = null): Body {
  const notice = (name: string) => ({
    'controller-name': name,
    'terms-url': 'https://northwind.example/terms',
    'notice-version': '3',
    'notice-language': 'en',
  });
  return changed(
    consentBody(ir),
    [
      'record-metadata.controller-arrangement',
      {
        'arrangement-type': 'joint',
        'art26-reference': 'Arrangement of 1 May 2026',
        controllers: [controller('Northwind Energy', 'lead'), controller('Brightmeter', 'joint')],
      },
    ],
    ['notice', { notices: [notice('Northwind Energy'), notice('Brightmeter')] }],
  );
}

/** A group of companies, on a basis without consent, with every optional member given. */
export function groupBody(ir: string | null = null): Body {
  const full = (name: string, role: string) => ({
    ...controller(name, role),
    address: {
      addressLine1: '1 High Street',
      addressLine2: null,
      townCity: 'Cardiff',
      county: null,
      postcode: 'CF10 1AA',
    },
    'privacy-rights-url': 'https://northwind.example/privacy',
    'lia-reference': 'LIA-7',
    'statutory-reference': 'Electricity Act 1989',
    'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y6M' },
  });
  return changed(
    contractBody(ir, 'uk-legitimate-interests'),
    [
      'record-metadata.controller-arrangement',
      {
        'arrangement-type': 'group',
        controllers: [full('Northwind Holdings', 'lead'), full('Northwind Energy', 'member')],
      },
    ],
    ['processing.data-source', 'DCC'],
    [
      'processing.recipients',
      [{ name: 'Brightmeter', role: 'processor', 'privacy-url': 'https://brightmeter.example/p' }],
    ],
    ['access-event.controller-reference', 'CRM-1'],
  );
}

/** The parts of the reference, in the order in which they are read; a path is of the first that fits. */
export const sections = [
  {
    name: 'Authentication',
    description: 'Account-id and secret-key buy a bearer token; every other call carries it.',
    paths: /^\/auth\//,
  },
  {
    name: 'Re-identification',
    description:
      'Asks the person who is here now to prove to be the person of an Identity Record, by passkey or ' +
      'mailed link, and tells how that went.',
    paths: /^\/identity-records\/(?:exists$|reidentify|\{ir\}\/re-identify)/,
  },
  {
    name: 'Identity Records',
    description: 'One person at one meter point. A Data User sees its own records only.',
    paths: /^\/identity-records/,
  },
  {
    name: 'Release decisions',
    description:
      'What was asked and answered about releases of meter data. The questions themselves go to `/access/v1`, ' +
      'which is the OpenID AuthZEN Authorization API 1.0.',
    paths: /^\/(?:releases|release-changes|access-records\/\{ak\}\/releases)/,
  },
  {
    name: 'Access Records',
    description: 'One registered access to meter data: legal basis, purpose, data types and state.',
    paths: /^\/(?:access-records|records|meter-points)/,
  },
  {
    name: 'Webhooks',
    description: 'Events that the register sends to a Data User, and their deliveries.',
    paths: /^\/webhooks/,
  },
  {
    name: 'Directory and own account',
    description: 'Who a DUID is, and what an account manages itself.',
    paths: /^\/(?:self|data-users)/,
  },
  {
    name: 'DCC',
    description: 'Reports of the smart-meter network operator.',
    paths: /^\/(?:discovered-access|cot-events)/,
  },
  {
    name: 'Operator',
    description: 'Accounts, records and audit of the whole register.',
    paths: /^\/admin\//,
  },
  {
    name: 'This document',
    description: 'The description that you are reading.',
    paths: /^\/openapi\.json$/,
  },
];

/** The section of a path. @throws {Error} for a path of none */
export function sectionOf(path: string): string {
  const section = sections.find(({ paths }) => paths.test(path));
  if (!section) throw new Error(`the reference has no section for ${path}`);
  return section.name;
}

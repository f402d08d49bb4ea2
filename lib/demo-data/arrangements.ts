const site = (name: string) => `https://${name}.example`;

function controller(name: string, role: 'sole' | 'lead' | 'joint' | 'member', host: string) {
  return {
    name,
    role,
    'contact-url': `${site(host)}/contact`,
    'privacy-rights-url': `${site(host)}/privacy`,
    'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' },
  };
}

const sole = (name: string, host: string) => ({
  'arrangement-type': 'sole' as const,
  controllers: [controller(name, 'sole', host)],
});

/** Who is accountable, in each of the three arrangements. */
export const arrangements = {
  northwind: sole('Northwind Energy', 'northwind'),
  brightmeter: sole('Brightmeter', 'brightmeter'),
  solara: sole('Solara Homes', 'solara'),
  /** Brightmeter acts for it. */
  warmHomes: sole('Warm Homes Trust', 'warm-homes'),
  severn: sole('Severn Networks', 'severn-networks'),
  streetBattery: {
    'arrangement-type': 'joint' as const,
    'art26-reference': 'Street Battery Agreement of 2 March 2026, section 4',
    controllers: [
      controller('Brightmeter', 'lead', 'brightmeter'),
      controller('Chapel Row Energy Co-operative', 'joint', 'chapel-row'),
    ],
  },
  solaraGroup: {
    'arrangement-type': 'group' as const,
    controllers: [
      controller('Solara Homes', 'lead', 'solara'),
      controller('Solara Installations', 'member', 'solara-installations'),
      controller('Solara Finance', 'member', 'solara-finance'),
    ],
  },
  northwindGroup: {
    'arrangement-type': 'group' as const,
    controllers: [
      controller('Northwind Energy', 'lead', 'northwind'),
      controller('Northwind Foundation', 'member', 'northwind-foundation'),
    ],
  },
};

import { displayName } from './display-name';
import { passkeyGloss } from './welsh-passkey';
import { welshConsentConfirmed } from './welsh-confirmed';
import { welshConsentNotAsked } from './welsh-consent';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts<Kind extends PortalMailFacts['kind']> = Extract<PortalMailFacts, { kind: Kind }>;

function on(at: Date): string {
  return `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU`;
}

function signIn(facts: Facts<'portal-sign-in'>, rawLabel: string): MailWords {
  const until = `${facts.minutes} munud, tan ${ukTime(facts.expiresAt)} amser y DU.`;
  return {
    subject: 'Eich cod i weld pwy sy’n cael defnyddio data eich mesurydd',
    shortSubject: 'Eich cod',
    heading: 'Eich cod chwe digid',
    organisation: null,
    intro: [
      `Mae rhywun, chi yn fwy na thebyg, am weld pwy sy’n cael defnyddio data o’r mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Mae un o’n tudalennau ni yn aros am y cod hwn.`,
    ],
    code: {
      label: 'Teipiwch y cod hwn ar y dudalen honno',
      digits: facts.code,
      note: 'Peidiwch byth â’i ddarllen yn uchel i neb na’i roi i neb. Fyddwn ni byth yn gofyn i chi amdano, na’ch cwmni ynni chwaith.',
    },
    action: {
      before:
        'Neu agorwch y ddolen hon yn lle hynny. Dim ond yn y porwr a ofynnodd am y cod y mae’n gweithio: felly all neb arall fewngofnodi yn eich lle. Unrhyw le arall, teipiwch y cod.',
      label: 'Defnyddio’r ddolen yn lle hynny',
      link: facts.link,
      rawLabel,
    },
    details: [
      {
        term: 'Am ba hyd mae’r ddau yn gweithio',
        text: `${until} Mae gennych bum cynnig ar y cod.`,
      },
    ],
    unexpected: {
      heading: 'Os nad oeddech yn disgwyl hyn',
      text: [
        'Does dim angen i chi wneud dim: heb y cod, fydd dim yn digwydd. Peidiwch â’i roi i neb, pwy bynnag y maen nhw’n dweud ydyn nhw.',
      ],
    },
  };
}

function opened(facts: Facts<'portal-opened'>): MailWords {
  return {
    subject:
      'Mae rhywun sydd â’r un cyfeiriad â chi wedi gweld pwy sy’n cael defnyddio data’r mesurydd',
    shortSubject: 'Mae rhywun sydd â’r un cyfeiriad â chi wedi mewngofnodi',
    heading: 'Mae rhywun sydd â’r un cyfeiriad â chi wedi mewngofnodi',
    organisation: null,
    intro: [
      `Yn ôl ein cofnod, rydych yn byw yn y cyfeiriad sydd â’r mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Mae rhywun arall y mae sefydliad wedi’i gofrestru yno wedi agor ei dudalen gyda ni am y tro cyntaf.`,
      'Os ydych yn rhannu eich cartref, rhywun rydych yn byw gydag ef neu hi yw hwn yn fwy na thebyg, a does dim i’w wneud.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.openedAt)}.` }],
    unexpected: {
      heading: 'Os nad oes neb ond chi yn byw yno',
      text: [
        'Dywedwch wrth eich cyflenwr ynni, drwy rif ffôn neu gyfeiriad sydd gennych yn barod, y gall rhywun fod yn esgus byw yn eich cartref.',
      ],
    },
  };
}

function voided(facts: Facts<'identity-record-voided'>): MailWords {
  return {
    subject: 'Roedd rhywun wedi’i gofrestru ar gam ar gyfer eich mesurydd',
    shortSubject: 'Roedd rhywun wedi’i gofrestru ar gam',
    heading: 'Roedd rhywun wedi’i gofrestru ar gam',
    organisation: null,
    intro: [
      `Yn ôl ein cofnod, rydych yn byw yn y cyfeiriad sydd â’r mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Roedd sefydliad wedi cofrestru rhywun arall yno. Rydym wedi canfod bod hyn yn ffug ac wedi dod â hynny i ben: all y person hwnnw ddim agor dim gyda ni mwyach.`,
      'Mae’r hyn a gofrestrwyd yn enw’r person hwnnw yn ymddangos fel “mewn anghydfod” ar ein tudalennau, lle gwelwch pwy sy’n cael defnyddio data o’ch mesurydd.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.voidedAt)}.` }],
    unexpected: {
      heading: 'Os nad oeddech yn disgwyl hyn',
      text: [
        'Mewngofnodwch i’n tudalennau fel y byddwch yn gwneud bob amser, nid drwy ddolen mewn e‑bost, ac edrychwch ar bwy sy’n cael defnyddio data eich mesurydd. Lle na wnaethoch roi caniatâd, gallwch ddod ag ef i ben yno, neu ofyn i’r sefydliad roi’r gorau iddi.',
      ],
    },
  };
}

function receipt(facts: Facts<'withdrawal-receipt'>): MailWords {
  const organisation = displayName(facts.organisation);
  const through = facts.through === null ? null : displayName(facts.through);
  const meterPoint = `o’r mesurydd sy’n gorffen gyda ${facts.meterPointEnding}`;
  return {
    subject: `Rydych wedi rhoi’r gorau i rannu: ${facts.organisation}`,
    shortSubject: 'Rydych wedi rhoi’r gorau i rannu',
    heading: 'Rydych wedi rhoi’r gorau i rannu',
    organisation,
    intro: [
      through === null
        ? `Chaiff ${organisation} ddim data ${meterPoint} mwyach. Mae wedi cael gwybod.`
        : `Chaiff ${organisation} ddim data ${meterPoint} drwy ${through} mwyach. Mae ${through} wedi cael gwybod.`,
      'Bydd y data a gafodd o’r blaen yn aros yno. Gallwch ofyn iddo ei ddileu. Fydd eich cyflenwad ynni ddim yn newid.',
    ],
    code: null,
    action: null,
    details: [
      { term: 'Pryd', text: `${on(facts.withdrawnAt)}.` },
      { term: 'Cyfeirnod', text: facts.reference },
      ...(facts.checkPage === null
        ? []
        : [
            {
              term: 'Derbynneb',
              text: `Y ffeil sydd ynghlwm yw ein gair wedi’i lofnodi bod y caniatâd hwn wedi dod i ben. Cadwch hi. Gall unrhyw un ei gwirio yn ${facts.checkPage}.`,
            },
          ]),
    ],
    unexpected: {
      heading: 'Os nad chi wnaeth hyn',
      text: [
        `Rhowch wybod i ${organisation}, drwy rif ffôn neu gyfeiriad sydd gennych yn barod. Gallwch roi eich caniatâd yno eto unrhyw bryd.`,
      ],
    },
  };
}

function recordChanged(facts: Facts<'record-changed'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Mae’r defnydd o ddata eich mesurydd wedi newid: ${facts.organisation}`,
    shortSubject: 'Mae’r defnydd o ddata eich mesurydd wedi newid',
    heading: 'Mae’r defnydd o ddata eich mesurydd wedi newid',
    organisation,
    intro: [
      `Mae ${organisation} wedi newid yr hyn a gofrestrodd yn eich enw ar gyfer y mesurydd sy’n gorffen gyda ${facts.meterPointEnding}: pwy y mae’n sôn amdano, ers pryd y mae’n cyfrif, neu ei fod yn dibynnu ar eich caniatâd.`,
      'Ar ein tudalennau ni rydych yn dal i’w weld fel yr oedd, a phryd y cafodd ei newid. Tra bydd yn ganiatâd gweithredol, gallwch ddod ag ef i ben yno.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.changedAt)}.` }],
    unexpected: {
      heading: 'Os nad ydych yn gwybod pam',
      text: [
        `Gofynnwch i ${organisation}, drwy rif ffôn neu gyfeiriad sydd gennych yn barod. Rhaid iddo allu dweud wrthych.`,
      ],
    },
  };
}

function passkeyAdded(facts: Facts<'portal-passkey-added'>, rawLabel: string): MailWords {
  return {
    subject: 'Mae allwedd mynediad wedi’i hychwanegu ar gyfer eich mesurydd',
    shortSubject: 'Allwedd mynediad newydd',
    heading: 'Mae allwedd mynediad (passkey) wedi’i hychwanegu',
    organisation: null,
    intro: [
      `Mae allwedd mynediad wedi’i hychwanegu ar gyfer y mesurydd sy’n gorffen gyda ${facts.meterPointEnding}, ar ein tudalennau ni. ${passkeyGloss} O hyn ymlaen gall ddangos mai chi yw chi.`,
      'Os chi wnaeth ei hychwanegu, does dim i’w wneud.',
    ],
    code: null,
    action: {
      before: 'Os nad chi wnaeth, dilëwch yr allwedd. Bydd yn peidio â gweithio ar unwaith.',
      label: 'Os nad chi wnaeth hyn, dilëwch hi',
      link: facts.link,
      rawLabel,
    },
    details: [
      { term: 'Pryd cafodd ei hychwanegu', text: `${on(facts.addedAt)}.` },
      { term: 'Tan pryd gallwch chi ei dileu yma', text: `Tan ${on(facts.undoUntil)}.` },
    ],
    unexpected: {
      heading: 'Os nad chi wnaeth hyn',
      text: [
        'Dilëwch yr allwedd mynediad yn gyntaf. Yna edrychwch ar eich allweddi mynediad eraill ar ein tudalennau ni.',
      ],
    },
  };
}

function passkeyRemoved(facts: Facts<'portal-passkey-removed'>): MailWords {
  return {
    subject: 'Mae allwedd mynediad wedi’i dileu ar gyfer eich mesurydd',
    shortSubject: 'Allwedd mynediad wedi’i dileu',
    heading: 'Mae allwedd mynediad (passkey) wedi’i dileu',
    organisation: null,
    intro: [
      `Mae allwedd mynediad ar gyfer y mesurydd sy’n gorffen gyda ${facts.meterPointEnding} wedi’i dileu ar ein tudalennau ni. Dydy hi ddim yn gweithio mwyach.`,
      'Os chi wnaeth ei dileu, does dim i’w wneud.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.removedAt)}.` }],
    unexpected: {
      heading: 'Os nad chi wnaeth hyn',
      text: [
        'Efallai y gall rhywun ddarllen eich e‑bost. Newidiwch gyfrinair eich e‑bost, yna mewngofnodwch i’n tudalennau ni ac ychwanegwch allwedd mynediad eto.',
      ],
    },
  };
}

/** What a mail of the portal says in Welsh. */
export function welshPortal(facts: PortalMailFacts, rawLabel: string): MailWords {
  switch (facts.kind) {
    case 'portal-sign-in':
      return signIn(facts, rawLabel);
    case 'portal-opened':
      return opened(facts);
    case 'identity-record-voided':
      return voided(facts);
    case 'withdrawal-receipt':
      return receipt(facts);
    case 'record-changed':
      return recordChanged(facts);
    case 'consent-not-asked':
      return welshConsentNotAsked(facts);
    case 'consent-confirmed':
      return welshConsentConfirmed(facts);
    case 'portal-passkey-added':
      return passkeyAdded(facts, rawLabel);
    case 'portal-passkey-removed':
      return passkeyRemoved(facts);
  }
}
